import { useEffect, useRef } from 'preact/hooks';
import { JobsPanel } from '../parts/corner/JobsPanel';
import { Messages } from '../parts/corner/Messages';

/**
 * Messages and jobs. They float over the lower corner on a wide screen, and the pages end that much later, so that
 * everything can be scrolled clear of them; on a phone they stand in the column of bars.
 */
export function Corner() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const corner = element.current;
    if (!corner) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--corner-height', `${corner.offsetHeight}px`);
    });
    observer.observe(corner);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="corner" ref={element}>
      <Messages />
      <JobsPanel />
    </div>
  );
}
