import { useState } from 'preact/hooks';
import type { Version } from '../../domain/asset';
import { Icon } from '../../kit/Icon';
import { mediaType } from '../../media/kind';
import { kindIcon } from '../parts/facts';
import { usePreviewOf } from '../parts/use-asset';
import './versions.css';

const nameOf = ({ number, fileName }: Version) => `Version ${number}, ${fileName}`;

/** One version, large. */
export function VersionStage({ version }: { version: Version }) {
  const url = usePreviewOf(version.blobHash, 1600);
  const { kind, label } = mediaType(version.mime, version.fileName);
  return (
    <div class={`history-stage ${version.facts.hasAlpha ? 'checked' : ''}`}>
      {url && <img src={url} alt={nameOf(version)} draggable={false} />}
      {url === null && (
        <div class="stage-none">
          <Icon name={kindIcon(kind)} size={64} />
          <strong>{label}</strong>
          <p>This kind of file has no preview.</p>
        </div>
      )}
    </div>
  );
}

interface CompareStageProps {
  /** The older one. */
  left: Version;
  right: Version;
}

/** Two versions over each other, with a wipe between them: by the mouse, by touch, and by the arrow keys. */
export function CompareStage({ left, right }: CompareStageProps) {
  const [at, setAt] = useState(50);
  const first = usePreviewOf(left.blobHash, 1600);
  const second = usePreviewOf(right.blobHash, 1600);
  const follow = (event: PointerEvent) => {
    if (event.buttons === 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.round(Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100))));
  };
  return (
    <div class="compare">
      <div class="compare-stage" onPointerDown={follow} onPointerMove={follow}>
        {second && <img src={second} alt={nameOf(right)} draggable={false} />}
        {first && (
          <img src={first} alt={nameOf(left)} draggable={false} style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }} />
        )}
        <span class="compare-line" style={{ insetInlineStart: `${at}%` }} />
        <span class="compare-name start">Version {left.number}</span>
        <span class="compare-name end">Version {right.number}</span>
      </div>
      <input
        type="range"
        aria-label="Wipe"
        min={0}
        max={100}
        value={at}
        aria-valuetext={`${at} % version ${left.number}`}
        onInput={(event) => setAt(Number(event.currentTarget.value))}
      />
    </div>
  );
}
