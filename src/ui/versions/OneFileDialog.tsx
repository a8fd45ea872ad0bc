import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Asset, titleOf } from '../../domain/asset';
import { type FieldValue, sameValue } from '../../domain/field';
import { valuesOf } from '../../domain/field-values';
import type { AssetId, CategoryId } from '../../domain/ids';
import { uploadDuplicate, uploadVersion } from '../../flows/one-file';
import { FileButton } from '../../kit/FileButton';
import { Icon } from '../../kit/Icon';
import { Line } from '../../kit/Line';
import { Problem } from '../../kit/Problem';
import { assetsNow } from '../../state/assets';
import { closeDialogOf } from '../../state/dialogs';
import { listSuggestions } from '../../state/grid';
import { fields } from '../../state/installation';
import { formatBytes } from '../../text/format';
import { FormDialog } from '../parts/FormDialog';
import { FieldForm } from '../parts/fields/FieldForm';
import { problemOf } from '../parts/fields/problem';
import { wordsOfValues } from '../parts/fields/words';
import { GoneDialog } from '../parts/GoneDialog';
import './versions.css';

/** Dialog "Upload new version of {title}". */
export function NewVersionDialog({ id }: { id: AssetId }) {
  return <OfAsset id={id} kind="version" />;
}

/** Dialog "Duplicate metadata of {title}". */
export function DuplicateDialog({ id }: { id: AssetId }) {
  return <OfAsset id={id} kind="duplicate" />;
}

/** An asset as it was when the dialog opened: what is inherited does not change under the hands. */
function OfAsset({ id, kind }: { id: AssetId; kind: OneFileDialogProps['kind'] }) {
  const [rows, setRows] = useState<readonly Asset[]>();
  useEffect(() => {
    void assetsNow([id]).then(setRows);
  }, []);
  if (!rows) return null;
  return rows[0] ? <OneFileDialog asset={rows[0]} kind={kind} /> : <GoneDialog />;
}

interface OneFileDialogProps {
  asset: Asset;
  kind: 'version' | 'duplicate';
}

/** One file, with metadata and categories that are inherited and can be changed. */
function OneFileDialog({ asset, kind }: OneFileDialogProps) {
  const before = useMemo(() => valuesOf(asset), []);
  const [file, setFile] = useState<File>();
  const [refusal, setRefusal] = useState('');
  const [values, setValues] = useState<Record<string, FieldValue | undefined>>({});
  const [chosen, setChosen] = useState<ReadonlySet<CategoryId>>(new Set(asset.categoryIds));
  const [suggestions, setSuggestions] = useState<ReadonlyMap<string, string[]>>(new Map());
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const abort = useRef(new AbortController());
  useEffect(() => {
    void listSuggestions().then(setSuggestions);
    return () => abort.current.abort();
  }, []);

  const take = (files: ArrayLike<File>) => {
    const [first] = Array.from(files);
    if (files.length > 1) setRefusal('One file only: choose or drop a single one.');
    else if (first?.size === 0) setRefusal(`${first.name} is empty (0 bytes), so there is nothing to keep.`);
    else if (first) {
      setRefusal('');
      setFile(first);
    }
  };
  const blocking = fields.value.filter((field) => {
    const value = field.id in values ? values[field.id] : (before[field.id] ?? null);
    return problemOf(field, value) !== undefined;
  });
  const finish = async () => {
    setTried(true);
    if (!file || blocking.length > 0) return;
    const changed = Object.fromEntries(
      Object.entries(values).filter((each): each is [string, FieldValue] => each[1] !== undefined),
    );
    const common = { values: changed, signal: abort.current.signal };
    const categoryIds = [...chosen];
    const done =
      kind === 'version'
        ? await uploadVersion(asset.id, file, { ...common, comment: comment.trim(), categoryIds })
        : await uploadDuplicate(asset.id, file, { ...common, categoryIds });
    if (done) closeDialogOf(kind === 'version' ? 'new-version' : 'duplicate');
  };

  const title = titleOf(asset);
  const changed =
    file !== undefined ||
    comment.trim() !== '' ||
    Object.entries(values).some(([id, value]) => value === undefined || !sameValue(value, before[id] ?? null)) ||
    chosen.size !== asset.categoryIds.length ||
    asset.categoryIds.some((id) => !chosen.has(id));
  return (
    <FormDialog
      title={kind === 'version' ? `Upload new version of ${title}` : `Duplicate metadata of ${title}`}
      class="large one-file"
      changed={changed}
      words={[['Comment', comment], ...wordsOfValues(values, before)]}
      status={tried && blocking.length > 0 ? `Look again at ${blocking.map((field) => field.label).join(', ')}.` : ''}
      button="Finish"
      blocked={!file}
      save={finish}
    >
      <section
        class={`drop-zone ${file ? 'small' : ''}`}
        aria-label="Drop a file here"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          if (!event.dataTransfer) return;
          event.preventDefault();
          event.stopPropagation();
          take(event.dataTransfer.files);
        }}
      >
        {!file && <Icon name="upload" size={28} />}
        <p>
          {file ? (
            <>
              <strong>{file.name}</strong>, {formatBytes(file.size)}
            </>
          ) : (
            'Drop one file here, or'
          )}
        </p>
        <FileButton label="Browse files" onFiles={take} />
      </section>
      <Problem text={refusal} />
      {kind === 'version' && (
        <div class="version-comment">
          <Line label="Comment" value={comment} maxLength={2000} onValue={setComment} />
        </div>
      )}
      <FieldForm
        before={before}
        values={values}
        onValue={(id, value) => setValues((all) => ({ ...all, [id]: value }))}
        chosen={chosen}
        onChosen={setChosen}
        tried={tried}
        suggestions={suggestions}
      />
    </FormDialog>
  );
}
