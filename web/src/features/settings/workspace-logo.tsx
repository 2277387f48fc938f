import { useQueryClient } from '@tanstack/react-query';
import { useT } from '@/i18n/t';
import { hueFromText } from '@/lib/hue';
import { pictureUrl } from '@/api/picture';
import { Avatar } from '@/ui/avatar';
import { PictureField } from './picture-field';
import { workspaceQuery, type Workspace } from './workspace-query';

/** The workspace's mark, as wide as it is; white is behind it, as on paper. */
export function WorkspaceLogo({ workspace, locked }: { workspace: Workspace; locked: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const picture = pictureUrl(workspace.logo);
  return (
    <div className="mt-6">
      <PictureField
        label={t('settings.workspace.logo')}
        hint={t('settings.workspace.logo_hint')}
        path="/workspace/logo"
        chosen={picture !== null}
        disabled={locked}
        onSaved={(saved) => client.setQueryData(workspaceQuery.queryKey, saved as Workspace)}
      >
        {picture ? (
          <span className="rounded-card border border-line bg-paper p-1.5">
            <img
              src={picture}
              alt={t('settings.workspace.logo_of', { workspace: workspace.name })}
              className="h-10 max-w-48 object-contain"
            />
          </span>
        ) : (
          <Avatar kind="company" name={workspace.name} hue={hueFromText(workspace.name)} size={40} />
        )}
      </PictureField>
    </div>
  );
}
