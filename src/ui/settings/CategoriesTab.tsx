import { allNodes } from '../../domain/category';
import { Button, IconButton } from '../../kit/Button';
import { pathOf, tree } from '../../state/categories';
import { openDialog } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { may } from '../../state/installation';
import { href } from '../../state/route';
import { plural } from '../../text/format';
import { deepestOf, indentOf } from '../parts/indent';
import './settings.css';
import '../parts/rows.css';

const INDENT = { step: 24, most: 96 };

/** Settings → Categories: the whole tree, open, with what can be done to each. */
export function CategoriesTab() {
  const nodes = allNodes(tree.value);
  const deepest = deepestOf(nodes);
  return (
    <>
      {may('categories') && (
        <Button icon="folder-plus" onClick={() => openDialog({ type: 'category', id: null, parentId: null })}>
          New category
        </Button>
      )}
      {nodes.length === 0 && <p class="setting-help">There are no categories yet.</p>}
      <ul class="rows" aria-label="All categories">
        {nodes.map((node) => (
          <li key={node.id} style={{ paddingInlineStart: `${indentOf(node.depth, deepest, INDENT)}px` }}>
            <a class="category-name" href={href({ page: 'category', id: node.id })} dir="auto" title={pathOf(node.id)}>
              {node.name}
            </a>
            <span class="setting-help count">{plural(counts.value?.categories.get(node.id) ?? 0, 'asset')}</span>
            {may('categories') && (
              <>
                <IconButton
                  icon="folder-plus"
                  label={`New category under ${node.name}`}
                  onClick={() => openDialog({ type: 'category', id: null, parentId: node.id })}
                />
                <IconButton
                  icon="pencil"
                  label={`Edit category ${node.name}`}
                  onClick={() => openDialog({ type: 'category', id: node.id, parentId: node.parentId })}
                />
                <IconButton
                  icon="trash"
                  label={`Delete category ${node.name}`}
                  onClick={() => openDialog({ type: 'delete-category', id: node.id })}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
