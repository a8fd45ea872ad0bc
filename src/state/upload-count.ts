import { signal } from '@preact/signals';

/** How many files wait in "Uploads": not finalised, or not arrived. Kept by flows/upload-page.ts, which comes later. */
export const openUploadCount = signal(0);
