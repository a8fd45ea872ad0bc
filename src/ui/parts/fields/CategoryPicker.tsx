import { useEffect, useRef, useState } from 'preact/hooks';
import type { CategoryNode } from '../../../domain/category';
import { categoryPath } from '../../../domain/category';
import type { CategoryId } from '../../../domain/ids';
import { createCategory } from '../../../flows/categories';
import { Button } from '../../../kit/Button';
import { Problem } from '../../../kit/Problem';
import { useUnsaved } from '../../../kit/unsaved';
import { categories, tree } from '../../../state/categories';
import { may } from '../../../state/installation';
import { formatNumber } from '../../../text/format';
import { fold } from '../../../text/words';
import { deepestOf, indentOf } from '../indent';
import './edit.css';

const INDENT = { step: 20, most: 80 };

interface CategoryPickerProps {
  chosen: ReadonlySet<CategoryId>;
  onChange: (chosen: ReadonlySet<CategoryId>) => void;
  /** Called with what is left where a chosen one was deleted in another tab; `onChange` where it is not given. */
  onLost?: (chosen: ReadonlySet<CategoryId>) => void;
  /** How many of the assets are in each, where several are edited. */
  having?: ReadonlyMap<CategoryId, number>;
  count?: number;
}

/** The category tree with a box for each; a new one can be made on the way. */
export function CategoryPicker({ chosen, onChange, onLost = onChange, having, count = 1 }: CategoryPickerProps) {
  const [wanted, setWanted] = useState('');
  useUnsaved(wanted.trim() !== '', [['Category', wanted]]);
  const lost = useLost(chosen, onLost);
  const all = categories.value ?? [];
  const words = fold(wanted.trim());
  const nodes = flat(tree.value).filter((node) => words === '' || fold(categoryPath(all, node.id)).includes(words));
  const deepest = deepestOf(nodes);
  const exists = all.some((each) => fold(each.name) === words);
  const toggle = (id: CategoryId, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  const make = async () => {
    const id = await createCategory(wanted.trim(), null);
    if (!id) return;
    setWanted('');
    toggle(id, true);
  };
  return (
    <fieldset class="category-picker" aria-label="Categories">
      <Problem text={lost.length > 0 ? lostWords(lost) : null} />
      <div class="category-find">
        <input
          class="text-field"
          aria-label="Find or make a category"
          placeholder={all.length > 0 ? 'Find or make a category' : 'Name of a new category'}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || words === '') return;
            event.preventDefault();
            if (!exists && may('categories')) void make();
            else if (nodes[0]) toggle(nodes[0].id, true);
          }}
        />
        {words !== '' && !exists && may('categories') && (
          <Button icon="plus" onClick={() => void make()}>
            Make “{wanted.trim()}”
          </Button>
        )}
      </div>
      <div class="category-boxes">
        {nodes.map((node) => (
          <label
            key={node.id}
            style={{ paddingInlineStart: `${words === '' ? indentOf(node.depth, deepest, INDENT) : 0}px` }}
          >
            <input
              type="checkbox"
              checked={chosen.has(node.id)}
              onChange={(event) => toggle(node.id, event.currentTarget.checked)}
            />
            <span dir="auto" title={categoryPath(all, node.id)}>
              {words === '' ? node.name : categoryPath(all, node.id)}
            </span>
            {having && (having.get(node.id) ?? 0) > 0 && (
              <span class="category-having">
                {formatNumber(having.get(node.id) ?? 0)} of {formatNumber(count)}
              </span>
            )}
          </label>
        ))}
        {all.length === 0 && <p class="field-help">There are no categories yet.</p>}
      </div>
    </fieldset>
  );
}

/**
 * Takes categories that were chosen and then deleted, here or in another tab, out of the choice.
 * @returns their names: what was chosen must not go without a word
 */
function useLost(
  chosen: ReadonlySet<CategoryId>,
  onLost: (chosen: ReadonlySet<CategoryId>) => void,
): readonly string[] {
  const all = categories.value;
  const names = useRef(new Map<CategoryId, string>());
  const [lost, setLost] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!all) return;
    const there = new Set(all.map((each) => each.id));
    const gone = [...chosen].filter((id) => !there.has(id) && names.current.has(id));
    for (const each of all) names.current.set(each.id, categoryPath(all, each.id));
    if (gone.length === 0) return;
    setLost((before) => [...before, ...gone.map((id) => names.current.get(id) ?? '')]);
    onLost(new Set([...chosen].filter((id) => !gone.includes(id))));
  }, [all]);
  return lost;
}

function flat(nodes: readonly CategoryNode[]): CategoryNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

function lostWords(names: readonly string[]): string {
  const [were, are] = names.length === 1 ? ['A category was', 'is'] : ['Categories were', 'are'];
  return `${were} deleted meanwhile and ${are} not chosen any more: ${names.join(', ')}.`;
}
