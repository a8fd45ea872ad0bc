/** A part of the picture engine that is loaded only into workers which have met a file that needs it. */
export type EngineModule = 'heif' | 'jxl' | 'resvg';
