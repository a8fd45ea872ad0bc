declare module '*?url' {
  const url: string;
  export default url;
}

declare module '*?url&inline' {
  /** A data URL. */
  const url: string;
  export default url;
}
