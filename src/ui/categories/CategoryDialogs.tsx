import { useId, useState } from 'preact/hooks';
import { allNodes, canMove, categoryPath } from '../../domain/category';
import type { CategoryId } from '../../domain/ids';
import { createCategory, deleteCategory, editCategory } from '../../flows/categories';
import { ConfirmDialog } from '../../kit/ConfirmDialog';
import { categories, tree } from '../../state/categories';
import { closeDialog, closeDialogOf } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { go, route } from '../../state/route';
import { plural } from '../../text/format';
import { NamedDialog } from '../parts/NamedDialog';

interface CategoryDialogProps {
  /** Null makes a new one. */
  id: CategoryId | null;
  parentId: CategoryId | null;
}

/** Dialog "New category" or "Edit category": its name, and under which other one it stands. */
export function CategoryDialog({ id, parentId }: CategoryDialogProps) {
  const all = categories.value ?? [];
  const before = all.find((each) => each.id === id);
  const [name, setName] = useState(before?.name ?? '');
  const [parent, setParent] = useState<CategoryId | null>(before?.parentId ?? parentId);
  const select = useId();
  const places = allNodes(tree.value).filter((node) => id === null || canMove(all, id, node.id));
  const save = async (wanted: string) => {
    const done =
      id === null
        ? (await createCategory(wanted, parent)) !== undefined
        : await editCategory(id, { name: wanted, parentId: parent });
    if (done) closeDialogOf('category');
  };
  return (
    <NamedDialog
      title={id === null ? 'New category' : 'Edit category'}
      isNew={id === null}
      before={before?.name ?? ''}
      name={name}
      onName={setName}
      chosen={parent !== (before?.parentId ?? parentId)}
      save={save}
    >
      <label class="label" for={select}>
        Under
      </label>
      <select
        class="select"
        id={select}
        value={parent ?? ''}
        onChange={(event) => setParent((event.currentTarget.value || null) as CategoryId | null)}
      >
        <option value="">No other category</option>
        {places.map((node) => (
          <option key={node.id} value={node.id}>
            {categoryPath(all, node.id)}
          </option>
        ))}
      </select>
    </NamedDialog>
  );
}

/** Asks before a category goes; its assets stay. */
export function DeleteCategoryDialog({ id }: { id: CategoryId }) {
  const category = categories.value?.find((each) => each.id === id);
  const count = counts.value?.categories.get(id) ?? 0;
  const children = (categories.value ?? []).filter((each) => each.parentId === id).length;
  const drop = async () => {
    const shown = route.peek().page === 'category' && (route.peek() as { id?: CategoryId }).id === id;
    await deleteCategory(id);
    if (shown) go({ page: 'assets' });
  };
  return (
    <ConfirmDialog title={`Delete category ${category?.name ?? ''}?`} onClose={closeDialog} onOk={() => void drop()}>
      <p>
        {count === 0
          ? 'It has no assets.'
          : `Its ${plural(count, 'asset')} stay in the library and in their other categories.`}
        {children > 0 && ` What is under it (${plural(children, 'category', 'categories')}) moves up.`}
      </p>
    </ConfirmDialog>
  );
}
