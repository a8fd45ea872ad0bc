import { Button } from '../../kit/Button';

/** Hands something to another app of the device, where the browser can. */
export function OtherAppButton({ data }: { data: ShareData }) {
  if (!('share' in navigator)) return null;
  return (
    <Button icon="share" onClick={() => void navigator.share(data).catch(() => {})}>
      Send with another app
    </Button>
  );
}
