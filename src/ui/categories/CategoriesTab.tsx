import type { CategoryNode } from '../../domain/category';
import { Button, IconButton } from '../../kit/Button';
import { plural } from '../../kit/format';
import { tree } from '../../views/categories';
import { openDialog } from '../../views/dialogs';
import { counts } from '../../views/grid';
import { may } from '../../views/installation';
import { href } from '../../views/route';

/** Settings → Categories: the whole tree, open, with what can be done to each. */
export function CategoriesTab() {
  const nodes = flat(tree.value);
  return (
    <>
      {may('categories') && (
        <Button icon="folder-plus" onClick={() => openDialog({ type: 'category', id: null, parentId: null })}>
          New category
        </Button>
      )}
      {nodes.length === 0 && <p class="setting-help">There are no categories yet.</p>}
      <ul class="category-rows" aria-label="All categories">
        {nodes.map((node) => (
          <li key={node.id} style={{ paddingInlineStart: `${node.depth * 24}px` }}>
            <a href={href({ page: 'category', id: node.id })}>{node.name}</a>
            <span class="setting-help">{plural(counts.value?.categories.get(node.id) ?? 0, 'asset')}</span>
            <span class="grow" />
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

const flat = (nodes: readonly CategoryNode[]): CategoryNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.children)]);
