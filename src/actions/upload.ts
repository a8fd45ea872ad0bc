import { action } from './action';

export const upload = action({
  id: 'upload',
  label: 'Upload',
  icon: 'upload',
  shortcuts: ['u'],
  needs: 'upload',
  when: () => true,
  run: async () => {
    // What reads files is a good part of the program: it comes when it is needed.
    const { openUpload } = await import('../flows/uploads');
    openUpload();
  },
});
