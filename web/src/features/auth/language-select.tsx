import { i18n } from '@lingui/core';
import { activateLanguage, languages, type Language } from '@/i18n/languages';
import { useT } from '@/i18n/t';

/** A native list: it is small, known to everybody and costs the sign-in page nothing. */
export function LanguageSelect() {
  const t = useT();
  return (
    <select
      aria-label={t('shell.language')}
      value={i18n.locale}
      onChange={(event) => void activateLanguage(event.target.value as Language)}
      className="h-7 rounded-ctl border border-transparent bg-transparent px-1.5 text-13 font-medium text-ink-2 hover:bg-hover pointer-coarse:h-11 pointer-coarse:text-16 [&>option]:bg-raised [&>option]:text-ink"
    >
      {Object.entries(languages).map(([language, name]) => (
        <option key={language} value={language} lang={language}>
          {name}
        </option>
      ))}
    </select>
  );
}
