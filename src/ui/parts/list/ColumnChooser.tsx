import { type ColumnId, FACT_COLUMNS } from '../../../domain/list-columns';
import { Menu } from '../../../kit/Menu';
import { fields } from '../../../state/installation';
import { listColumns } from '../../../state/preferences';
import { columnLabel } from './columns';

/** Which columns the list has; the title is always there. */
export function ColumnChooser() {
  const shown = listColumns.value.split(',');
  const all: ColumnId[] = [
    ...FACT_COLUMNS.filter((each) => each !== 'title'),
    ...fields.value.filter((field) => field.id !== 'title').map((field): ColumnId => `field:${field.id}`),
  ];
  return (
    <Menu
      label="Columns"
      icon="compare"
      items={all.map((column) => ({
        label: columnLabel(column),
        icon: shown.includes(column) ? ('check' as const) : ('plus' as const),
        run: () => {
          const next = shown.includes(column) ? shown.filter((each) => each !== column) : [...shown, column];
          listColumns.value = next.join(',');
        },
      }))}
    />
  );
}
