import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type CategoryNode, visibleNodes } from '../../domain/category';
import type { CategoryId } from '../../domain/ids';
import { moveCategory } from '../../flows/categories';
import { addToCategory } from '../../flows/edit';
import { Icon } from '../../kit/Icon';
import { categories, pathOf, tree } from '../../state/categories';
import { openDialog } from '../../state/dialogs';
import { counts } from '../../state/grid';
import { may } from '../../state/installation';
import { go, route } from '../../state/route';
import { formatNumber } from '../../text/format';
import { dragsAssets, dragsCategory, droppedAssets, droppedCategory, startCategoryDrag } from '../parts/drag';
import { deepestOf, indentOf } from '../parts/indent';
import './categories.css';
import '../parts/nav.css';

/** Branches that are open, for as long as the page is. */
const open = signal<ReadonlySet<CategoryId>>(new Set());
/** Where the keyboard is. */
const focused = signal<CategoryId | null>(null);

function setOpen(id: CategoryId, isOpen: boolean): void {
  const next = new Set(open.peek());
  if (isOpen) next.add(id);
  else next.delete(id);
  open.value = next;
}

/** The side bar is 224 px wide: twelve levels down there is still a name to read. */
const INDENT = { step: 16, most: 60 };

type Where = 'before' | 'into' | 'after';

/** The tree "Categories" (ARIA Authoring Practices, "Tree View"): assets and categories can be dropped on its items. */
export function CategoryTree() {
  const element = useRef<HTMLDivElement>(null);
  const nodes = visibleNodes(tree.value, open.value);
  const deepest = deepestOf(nodes);
  const current = route.value.page === 'category' ? route.value.id : null;
  const stop = nodes.find((node) => node.id === (focused.value ?? current)) ?? nodes[0];

  useEffect(() => {
    // The page's category is seen, and what is in it: the branch down to there is open.
    let at: CategoryId | null | undefined = current;
    while (at) {
      if (!open.peek().has(at)) setOpen(at, true);
      at = categories.peek()?.find((each) => each.id === at)?.parentId;
    }
  }, [current, categories.value]);

  const focus = (node: CategoryNode | undefined) => {
    if (!node) return;
    focused.value = node.id;
    element.current?.querySelector<HTMLElement>(`[data-category="${CSS.escape(node.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, node: CategoryNode) => {
    const at = nodes.findIndex((each) => each.id === node.id);
    const isOpen = open.peek().has(node.id);
    const parent = nodes.find((each) => each.id === node.parentId);
    if (event.altKey && may('categories')) {
      if (!moveByKey(event.key, node)) return;
    } else if (event.key === 'ArrowDown') focus(nodes[at + 1]);
    else if (event.key === 'ArrowUp') focus(nodes[at - 1]);
    else if (event.key === 'Home') focus(nodes[0]);
    else if (event.key === 'End') focus(nodes.at(-1));
    else if (event.key === 'ArrowRight') {
      if (node.children.length > 0 && !isOpen) setOpen(node.id, true);
      else focus(node.children[0]);
    } else if (event.key === 'ArrowLeft') {
      if (isOpen) setOpen(node.id, false);
      else focus(parent);
    } else if (event.key === 'Enter' || event.key === ' ') go({ page: 'category', id: node.id });
    else if (event.key === 'F2' && may('categories')) {
      openDialog({ type: 'category', id: node.id, parentId: node.parentId });
    } else if (event.key === 'Delete' && may('categories')) openDialog({ type: 'delete-category', id: node.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (nodes.length === 0) return null;
  return (
    <div ref={element} class="tree" role="tree" aria-label="Categories">
      {nodes.map((node) => (
        <TreeItem
          key={node.id}
          node={node}
          indent={indentOf(node.depth, deepest, INDENT)}
          current={node.id === current}
          tabStop={node.id === stop?.id}
          onKeyDown={(event) => onKeyDown(event, node)}
        />
      ))}
    </div>
  );
}

interface TreeItemProps {
  node: CategoryNode;
  indent: number;
  current: boolean;
  tabStop: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

function TreeItem({ node, indent, current, tabStop, onKeyDown }: TreeItemProps) {
  const [target, setTarget] = useState<Where | null>(null);
  const hasChildren = node.children.length > 0;
  const isOpen = open.value.has(node.id);
  const count = counts.value?.categories.get(node.id) ?? 0;
  return (
    <div
      class={`tree-item ${target ? `drop-${target}` : ''}`}
      role="treeitem"
      aria-label={node.name}
      aria-level={node.depth + 1}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={current}
      aria-current={current ? 'page' : undefined}
      tabIndex={tabStop ? 0 : -1}
      data-category={node.id}
      style={{ paddingInlineStart: `${8 + indent}px` }}
      draggable={may('categories')}
      onDragStart={(event) => startCategoryDrag(event, node.id)}
      onDragOver={(event) => {
        if (!(dragsAssets(event) && may('edit')) && !dragsCategory(event)) return;
        event.preventDefault();
        setTarget(dragsAssets(event) ? 'into' : whereOn(event));
      }}
      onDragLeave={() => setTarget(null)}
      onDrop={(event) => {
        setTarget(null);
        event.preventDefault();
        dropOn(event, node);
      }}
      onFocus={() => {
        focused.value = node.id;
      }}
      onKeyDown={onKeyDown}
      onClick={() => go({ page: 'category', id: node.id })}
    >
      {hasChildren ? (
        <button
          type="button"
          class="tree-twist"
          tabIndex={-1}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            setOpen(node.id, !isOpen);
          }}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={14} />
        </button>
      ) : (
        <span class="tree-twist" />
      )}
      <span class="nav-label" dir="auto" title={pathOf(node.id)}>
        {node.name}
      </span>
      <span class="nav-count" aria-hidden="true">
        {count > 0 && (
          <>
            <span class="bracket">(</span>
            <span>{formatNumber(count)}</span>
            <span class="bracket">)</span>
          </>
        )}
      </span>
    </div>
  );
}

function whereOn(event: DragEvent): Where {
  const box = event.currentTarget instanceof HTMLElement ? event.currentTarget.getBoundingClientRect() : null;
  const part = box ? (event.clientY - box.top) / box.height : 0.5;
  return part < 0.25 ? 'before' : part > 0.75 ? 'after' : 'into';
}

const siblingsOf = (parentId: CategoryId | null) =>
  (categories.peek() ?? []).filter((each) => each.parentId === parentId).sort((a, b) => a.order - b.order);

function dropOn(event: DragEvent, node: CategoryNode): void {
  const ids = droppedAssets(event);
  if (ids.length > 0) {
    if (may('edit')) void addToCategory(ids, node.id, node.name);
    return;
  }
  const moved = droppedCategory(event) as CategoryId | null;
  if (!moved || moved === node.id || !may('categories')) return;
  const where = whereOn(event);
  if (where === 'into') {
    setOpen(node.id, true);
    void moveCategory(moved, node.id, node.children.length);
    return;
  }
  const siblings = siblingsOf(node.parentId).filter((each) => each.id !== moved);
  const at = siblings.findIndex((each) => each.id === node.id);
  void moveCategory(moved, node.parentId, where === 'before' ? at : at + 1);
}

/** Alt with arrows: up and down among siblings, right under the one before, left beside the parent. */
function moveByKey(key: string, node: CategoryNode): boolean {
  const siblings = siblingsOf(node.parentId);
  const at = siblings.findIndex((each) => each.id === node.id);
  const before = siblings[at - 1];
  const parent = categories.peek()?.find((each) => each.id === node.parentId);
  if (key === 'ArrowUp' && at > 0) void moveCategory(node.id, node.parentId, at - 1);
  else if (key === 'ArrowDown' && at < siblings.length - 1) void moveCategory(node.id, node.parentId, at + 1);
  else if (key === 'ArrowRight' && before) {
    setOpen(before.id, true);
    void moveCategory(node.id, before.id, siblingsOf(before.id).length);
  } else if (key === 'ArrowLeft' && parent) {
    const above = siblingsOf(parent.parentId);
    void moveCategory(node.id, parent.parentId, above.findIndex((each) => each.id === parent.id) + 1);
  } else return false;
  return true;
}
