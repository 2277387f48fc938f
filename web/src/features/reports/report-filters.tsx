import { OwnerMenu } from '@/records/people/owner-menu';
import { BySelect } from './by-select';
import { findCanned } from './canned';
import { ANY, type Definition } from './definition';
import { PeriodPicker } from './period-picker';
import type { ReportSearch } from './report-search';

interface ReportFiltersProps {
  /** What the report shows by itself. */
  base: Definition;
  definition: Definition;
  range: { from: string; to: string } | null;
  onChange: (change: ReportSearch) => void;
}

/** Which days, whose records, and by what. */
export function ReportFilters({ base, definition, range, onChange }: ReportFiltersProps) {
  const canned = findCanned(definition.report);
  const limited = base.owner !== undefined || base.team !== undefined;
  return (
    <>
      {canned?.period !== null && (
        <PeriodPicker
          definition={definition}
          range={range}
          optional={!canned}
          onChange={({ period, from, to }) => onChange({ period, from, to })}
        />
      )}
      {canned && (
        <BySelect
          report={canned}
          value={definition.by}
          onChange={(by) => onChange({ by, sort: undefined })}
        />
      )}
      <OwnerMenu
        focus={{ owner: definition.owner ?? null, team: definition.team ?? null }}
        onChange={({ owner, team }) =>
          onChange({
            // Where the saved report is about somebody, "everyone" has to be said.
            owner: owner ?? (team === null && limited ? ANY : undefined),
            team: team ?? undefined,
          })
        }
      />
    </>
  );
}
