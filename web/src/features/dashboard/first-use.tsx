import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical, Upload, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { useKind, useMe } from '@/api/bootstrap';
import { loadSampleData } from '@/api/sample-data';
import { useT } from '@/i18n/t';
import { useCreateStore } from '@/records/form/create-store';
import { may } from '@/records/model/permissions';
import { Button } from '@/ui/button';

/** An empty workspace: three ways to begin instead of a page of noughts. */
export function FirstUse() {
  const t = useT();
  const me = useMe();
  const contact = useKind('contact');
  const client = useQueryClient();
  const create = useCreateStore((state) => state.open);
  const mayCreate = contact !== undefined && may('create', contact, undefined, me);
  const load = useMutation({
    mutationFn: loadSampleData,
    onSuccess: () => client.invalidateQueries(),
    onError: () => toast.error(t('error.not_saved')),
  });

  return (
    <section aria-labelledby="first-use" className="border-t border-line px-6 py-10 max-md:px-4 max-md:py-6">
      <h2 id="first-use" className="text-16 font-semibold">
        {t('dashboard.first.title')}
      </h2>
      <p className="mt-1 max-w-prose text-14 text-ink-2">
        {t(mayCreate ? 'dashboard.first.text' : 'dashboard.first.text_reader')}
      </p>
      {mayCreate && (
        <ul className="mt-6 grid max-w-[960px] grid-cols-3 gap-px border-y border-line bg-line max-md:grid-cols-1">
          <Step
            icon={<UserPlus size={20} strokeWidth={1.5} />}
            title={t('dashboard.first.create')}
            text={t('dashboard.first.create_text')}
          >
            <Button variant="primary" onClick={() => create(contact.key)}>
              {t('dashboard.first.create_do')}
            </Button>
          </Step>
          <Step
            icon={<Upload size={20} strokeWidth={1.5} />}
            title={t('dashboard.first.import')}
            text={t('dashboard.first.import_text')}
          >
            <Button asChild>
              <Link to="/$plural/import" params={{ plural: contact.plural }}>
                {t('dashboard.first.import_do')}
              </Link>
            </Button>
          </Step>
          {me.is_admin && (
            <Step
              icon={<FlaskConical size={20} strokeWidth={1.5} />}
              title={t('dashboard.first.sample')}
              text={t('dashboard.first.sample_text')}
            >
              <Button loading={load.isPending} onClick={() => load.mutate()}>
                {t('dashboard.first.sample_do')}
              </Button>
            </Step>
          )}
        </ul>
      )}
    </section>
  );
}

interface StepProps {
  icon: ReactNode;
  title: string;
  text: string;
  children: ReactNode;
}

function Step({ icon, title, text, children }: StepProps) {
  return (
    <li className="flex flex-col items-start bg-surface py-5 pr-6 first:pl-0 not-first:pl-6 max-md:pl-0!">
      <span aria-hidden="true" className="text-ink-3">
        {icon}
      </span>
      <h3 className="mt-3 font-semibold">{title}</h3>
      <p className="mt-0.5 mb-4 text-ink-2">{text}</p>
      <div className="mt-auto">{children}</div>
    </li>
  );
}
