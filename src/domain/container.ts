/** What a file's metadata are held in: several formats may have the same container. */
const CONTAINER_IDS = ['jpeg', 'png', 'webp', 'heif', 'jxl', 'tiff', 'gif'] as const;
export type ContainerId = (typeof CONTAINER_IDS)[number];
