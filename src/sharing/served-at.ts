/** Where Satchel is served: what links begin with. */
export const servedAt = () => document.baseURI.replace(/#.*$/, '').replace(/\?.*$/, '');
