import type { Candidate } from '@/api/conversion';
import type { KindMeta } from '@/api/types';
import { kindLabel } from '@/i18n/labels';
import { useT } from '@/i18n/t';
import { RadioGroup, type RadioOption } from '@/ui/radio-group';
import type { Complaints } from './check';
import { ConvertField } from './convert-field';
import { NEW, NONE, OTHER, type PartyDraft } from './draft';
import { FormSection } from './form-section';
import { OtherRecord } from './other-record';

interface PartySectionProps {
  part: 'company' | 'contact';
  kind: KindMeta;
  leadKind: KindMeta;
  candidates: readonly Candidate[];
  mayMake: boolean;
  draft: PartyDraft;
  complaints: Complaints;
  onChange: (draft: PartyDraft) => void;
  onForgive: (name: string) => void;
}

/** These stand beside each other where there is room. */
const NARROW = new Set(['first_name', 'last_name', 'email', 'phone', 'domain', 'name']);

/** One of those who may be the same, somebody else who is here, somebody new; a lead need not have a company. */
export function PartySection(props: PartySectionProps) {
  const { part, kind, leadKind, candidates, mayMake, draft, complaints, onChange, onForgive } = props;
  const t = useT();
  const put = (change: Partial<PartyDraft>) => onChange({ ...draft, ...change });
  const options: RadioOption<string>[] = candidates.map(({ id, title, reason }) => ({
    value: id,
    label: title,
    hint: t(`convert.reason.${reason}`),
  }));
  options.push({
    value: OTHER,
    label: t(`convert.${part}.other`),
    content: (
      <OtherRecord
        part={part}
        kind={leadKind}
        label={kindLabel(kind, 'one')}
        value={draft.other}
        complaints={complaints}
        onChange={(other) => {
          onForgive(`${part}_id`);
          put({ other });
        }}
      />
    ),
  });
  if (mayMake) {
    options.push({
      value: NEW,
      label: t(`convert.${part}.new`),
      content: (
        <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
          {Object.keys(draft.values).map((key) => (
            <ConvertField
              key={key}
              kind={kind}
              path={key}
              name={`${part}.${key}`}
              value={draft.values[key]}
              complaints={complaints}
              className={NARROW.has(key) ? undefined : 'col-span-full'}
              onChange={(value) => {
                onForgive(`${part}.${key}`);
                put({ values: { ...draft.values, [key]: value } });
              }}
            />
          ))}
        </div>
      ),
    });
  }
  if (part === 'company') options.push({ value: NONE, label: t('convert.company.none') });
  return (
    <FormSection title={kindLabel(kind, 'one')}>
      <RadioGroup
        label={kindLabel(kind, 'one')}
        value={draft.choice}
        options={options}
        onValueChange={(choice) => put({ choice })}
      />
    </FormSection>
  );
}
