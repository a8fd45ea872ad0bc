import { useEffect, useState } from 'preact/hooks';
import { DiscardDialog } from '../../kit/Dialog';
import { discardOnPage, isPageUnsaved } from '../../kit/unsaved';
import { guardPage } from '../../state/route';

/** Asks before a page is left on which something was typed that is kept nowhere yet. */
export function LeaveGuard() {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(
    () =>
      guardPage((address) => {
        if (!isPageUnsaved()) return true;
        setWanted(address);
        return false;
      }),
    [],
  );
  if (wanted === null) return null;
  const leave = () => {
    discardOnPage();
    setWanted(null);
    location.hash = wanted;
  };
  return <DiscardDialog onDiscard={leave} onGoOn={() => setWanted(null)} />;
}
