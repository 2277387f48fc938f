import { Link } from '@tanstack/react-router';
import { ChartNoAxesColumn, Plus, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useT } from '@/i18n/t';
import type { Command } from '@/lib/commands';
import { foldText } from '@/lib/fold-text';
import { useCommands } from '@/lib/use-commands';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Input } from '@/ui/input';
import { TopBar } from '@/ui/top-bar';
import { useNavigate } from '@tanstack/react-router';
import { cannedReports, type ReportGroup } from './canned';
import { ReportLine } from './report-line';
import { ReportsSection } from './reports-section';
import { SavedSections } from './saved-sections';
import { useReportKind } from './saved-report';

const groups = ['sales', 'marketing', 'service', 'team'] as const satisfies readonly ReportGroup[];

/** Every report: those that somebody has kept first, then those that come with Kith. */
export function ReportsScreen() {
  const t = useT();
  const navigate = useNavigate();
  const kind = useReportKind();
  const [words, setWords] = useState('');
  const wanted = foldText(words.trim());
  const matches = (...texts: string[]) => foldText(texts.join(' ')).includes(wanted);
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'reports.new',
        group: 'create',
        label: t('reports.new'),
        icon: Plus,
        run: () => void navigate({ to: '/reports/new' }),
      },
    ],
    [t, navigate],
  );
  useCommands(commands);

  const shown = groups.map((group) => ({
    group,
    reports: cannedReports
      .filter((report) => report.group === group)
      .map(({ name }) => ({ name, title: t(`reports.canned.${name}`), about: t(`reports.about.${name}`) }))
      .filter(({ title, about }) => matches(title, about)),
  }));
  const noCanned = shown.every(({ reports }) => reports.length === 0);
  const nothing = (
    <EmptyState
      icon={<SearchX />}
      title={t('reports.no_match', { words })}
      actions={<Button onClick={() => setWords('')}>{t('records.clear_search')}</Button>}
    />
  );

  return (
    <>
      <TopBar icon={<ChartNoAxesColumn size={16} strokeWidth={1.75} />} title={t('reports.title')}>
        <Button asChild size="sm" variant="primary">
          <Link to="/reports/new">
            <Plus size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('reports.new')}
          </Link>
        </Button>
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-4xl gap-7 px-6 py-5 max-md:px-3">
          <Input
            type="search"
            size="md"
            className="max-w-80"
            aria-label={t('reports.find')}
            placeholder={t('reports.find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          {kind && (
            <SavedSections kind={kind} matches={matches} filtered={wanted !== ''}>
              {noCanned && nothing}
            </SavedSections>
          )}
          {!kind && noCanned && nothing}
          {shown.map(
            ({ group, reports }) =>
              reports.length > 0 && (
                <ReportsSection key={group} title={t(`reports.group.${group}`)}>
                  {reports.map(({ name, title, about }) => (
                    <ReportLine key={name} report={name} title={title} about={about} />
                  ))}
                </ReportsSection>
              ),
          )}
        </div>
      </div>
    </>
  );
}
