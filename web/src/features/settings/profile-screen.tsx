import { useT } from '@/i18n/t';
import { AppearanceSection } from './appearance-section';
import { PasswordSection } from './password-section';
import { ProfileForm } from './profile-form';
import { SessionsSection } from './sessions-section';
import { SettingPage } from './setting-page';

export function ProfileScreen() {
  const t = useT();
  return (
    <SettingPage title={t('settings.section.profile')} lede={t('settings.profile.lede')}>
      <ProfileForm />
      <AppearanceSection />
      <PasswordSection />
      <SessionsSection />
    </SettingPage>
  );
}
