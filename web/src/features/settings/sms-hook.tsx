import { useT } from '@/i18n/t';
import { CopyButton } from '@/ui/copy-button';
import { FormField } from '@/ui/form-field';
import { Input } from '@/ui/input';
import { SettingSection } from './setting-section';

/** Where the provider tells of messages that come in, to be entered there. */
export function SmsHook({ url, service }: { url: string; service: 'twilio' | 'http' }) {
  const t = useT();
  return (
    <SettingSection title={t('sms.hook')} lede={t(`sms.hook_lede.${service}`)}>
      <div className="flex items-end gap-2">
        <FormField className="min-w-0 flex-1" label={t('sms.hook_address')}>
          {(control) => (
            <Input {...control} readOnly value={url} onFocus={(event) => event.target.select()} />
          )}
        </FormField>
        <CopyButton text={url} label={t('sms.hook_copy')} doneLabel={t('sms.hook_copied')} />
      </div>
    </SettingSection>
  );
}
