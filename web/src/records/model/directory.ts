import type { Bootstrap } from '@/api/types';
import { pictureUrl } from '@/api/picture';

/** A thing that references point to and that is known without asking the server. */
export interface DirectoryEntry {
  id: string;
  title: string;
  detail?: string;
  color?: string | null;
  hue?: number;
  /** The address of a picture. */
  picture?: string | null;
  /** Shown where it is referenced, but no longer offered. */
  retired?: boolean;
}

/** The small sets that the bootstrap carries whole, by the kind that a reference names as its target. */
export class Directory {
  private readonly sets: ReadonlyMap<string, ReadonlyMap<string, DirectoryEntry>>;

  constructor(bootstrap: Pick<Bootstrap, 'users' | 'tags' | 'pipelines'>) {
    const users = bootstrap.users.map(({ id, title, email, avatar_hue, picture, status }) => ({
      id,
      title,
      detail: email,
      hue: avatar_hue,
      picture: pictureUrl(picture),
      retired: status === 'suspended',
    }));
    const several = bootstrap.pipelines.length > 1;
    const stages = bootstrap.pipelines.flatMap((pipeline) =>
      pipeline.stages.map(({ id, title, color }) => ({
        id,
        title,
        color: color ?? null,
        ...(several && { detail: pipeline.title }),
      })),
    );
    this.sets = new Map(
      Object.entries({ user: users, tag: bootstrap.tags, stage: stages, pipeline: bootstrap.pipelines }).map(
        ([kind, entries]) => [kind, new Map(entries.map((entry: DirectoryEntry) => [entry.id, entry]))],
      ),
    );
  }

  /** The kinds that need not be included in lists, because they are all here. */
  get kinds(): ReadonlySet<string> {
    return new Set(this.sets.keys());
  }

  holds(kind: string | null): kind is string {
    return kind !== null && this.sets.has(kind);
  }

  find(kind: string | null, id: unknown): DirectoryEntry | undefined {
    if (kind === null || typeof id !== 'string') return undefined;
    return this.sets.get(kind)?.get(id);
  }

  entries(kind: string): DirectoryEntry[] {
    return [...(this.sets.get(kind)?.values() ?? [])].filter((entry) => !entry.retired);
  }
}
