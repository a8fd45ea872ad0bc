import type { ManifestOptions } from 'vite-plugin-pwa';

/** The web app manifest. Addresses are relative: the program works under any path. */
export const manifest: Partial<ManifestOptions> = {
  id: './',
  name: 'Satchel',
  short_name: 'Satchel',
  description: 'A digital asset manager that lives in the browser and needs no server.',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#fafafa',
  theme_color: '#b4541f',
  categories: ['photo', 'productivity', 'utilities'],
  icons: [
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
  screenshots: [
    {
      src: 'screenshots/desktop.png',
      sizes: '1440x900',
      type: 'image/png',
      form_factor: 'wide',
      label: 'A library of pictures, three of them selected',
    },
    {
      src: 'screenshots/phone.png',
      sizes: '390x844',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'The same library on a phone',
    },
  ],
  share_target: {
    action: './share-target',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      files: [{ name: 'files', accept: ['image/*', 'video/*', 'audio/*', 'application/*', 'text/*', '.age'] }],
    },
  },
  file_handlers: [{ action: './#/receive', accept: { 'application/octet-stream': ['.age'] } }],
  shortcuts: [
    { name: 'Upload', url: './#/assets?do=upload', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
    { name: 'Uploads', url: './#/uploads', icons: [{ src: 'icons/icon-192.png', sizes: '192x192' }] },
  ],
};
