import { catalogue } from '@ejazz/events/catalogue';
import { mediaReady } from '@ejazz/events/media';
import { createBackbone } from '@ejazz/platform/backbone/backbone';
import { newId } from '@ejazz/platform/ids/id';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { eventually } from '@ejazz/testing/eventually';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Tx } from '../src/deps';
import { PrismaClient } from '../src/generated/prisma/client';
import { codes, type UserErrors } from './accounts';
import { startUserService, type UserHouse } from './user-service';

interface Updated extends UserErrors {
  readonly user: { readonly displayName: string; readonly bio: string; readonly avatar: { readonly id: string } | null } | null;
}

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

async function update(userId: string, input: object): Promise<Updated> {
  const document = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
    user { displayName bio avatar { id } } userErrors { code field message } } }`;
  return (await house.as(userId).data<{ updateProfile: Updated }>(document, { input })).updateProfile;
}

const readyPicture = async (ownerId: string): Promise<string> => {
  const mediaId = newId('med');
  await house.deps.db.readyMedia.create({ data: { mediaId, ownerId } });
  return mediaId;
};

test('what is given changes, and what is absent or null stays', async () => {
  const { id, displayName } = await house.person();
  const bio = 'Two lines,\nand a family: 👩‍👩‍👧';
  expect((await update(id, { bio })).user).toEqual({ displayName, bio, avatar: null });
  expect((await update(id, { displayName: ' Grace ', bio: null })).user).toEqual({ displayName: 'Grace', bio, avatar: null });
  expect((await update(id, { bio: '', displayName: null })).user).toEqual({ displayName: 'Grace', bio: '', avatar: null });
  expect((await update(id, {})).user).toEqual({ displayName: 'Grace', bio: '', avatar: null });
});

test('everything that is wrong is told at once, and nothing changes', async () => {
  const { id, displayName } = await house.person();
  const answer = await update(id, { displayName: '', bio: 'x'.repeat(501), avatarId: newId('med') });
  expect(answer.user).toBeNull();
  expect(answer.userErrors.map(({ code, field }) => [code, field])).toEqual([
    ['DISPLAY_NAME_INVALID', ['input', 'displayName']],
    ['BIO_TOO_LONG', ['input', 'bio']],
    ['AVATAR_INVALID', ['input', 'avatarId']],
  ]);
  expect(codes(await update(id, { bio: 'fine', avatarId: newId('med') }))).toEqual(['AVATAR_INVALID']);
  expect((await update(id, {})).user).toEqual({ displayName, bio: '', avatar: null });
});

describe('a display name', () => {
  test.each([
    ['of one letter', 'x'],
    ['of 50 characters, each two code units long', '𝒳'.repeat(50)],
    ['in Arabic', 'عائشة'],
    ['in Persian, with a zero-width non-joiner', 'می‌خواهم'],
    ['in Hebrew with a right-to-left mark', 'רחל\u200f!'],
    ['of an emoji joined with zero-width joiners', '👩‍👩‍👧'],
  ])('%s is taken', async (_what, displayName) => {
    const { id } = await house.person();
    expect((await update(id, { displayName })).user?.displayName).toBe(displayName);
  });

  test.each([
    ['empty', ''],
    ['white', ' \u00a0\u3000'],
    ['longer than 50 characters', 'x'.repeat(51)],
    ['nothing but zero-width characters', '\u200b\u200d\u2060\ufeff'],
    ['nothing but marks of direction', '\u200e\u200f'],
    ['a blank that counts as a letter', '\u3164'],
    ['an empty Braille cell', '\u2800'],
    ['broken into lines', 'one\ntwo'],
    ['with a tab', 'one\ttwo'],
    ['with a NUL', 'one\u0000'],
    ['with a line separator', 'one\u2028two'],
    ['turned around by an override', 'evil\u202egnp.exe'],
    ['with an isolate that is never closed', 'one\u2067'],
    ['half of a character', 'x\ud83d'],
  ])('that is %s is refused', async (_what, displayName) => {
    const { id } = await house.person();
    expect(codes(await update(id, { displayName }))).toEqual(['DISPLAY_NAME_INVALID']);
  });
});

test('a bio loses control characters, which nobody can see', async () => {
  const { id } = await house.person();
  expect((await update(id, { bio: 'one\u0000\u001b\u2028\r\n\ttwo\ud83d' })).user?.bio).toBe('one\n\ttwo');
});

describe('an avatar', () => {
  test('must be a ready picture of one’s own', async () => {
    const [own, other] = [await house.person(), await house.person()];
    const picture = await readyPicture(own.id);
    for (const avatarId of [newId('med'), await readyPicture(other.id), own.id, '', 'med_\u0000']) {
      expect(codes(await update(own.id, { avatarId }))).toEqual(['AVATAR_INVALID']);
    }
    expect((await update(own.id, { avatarId: picture })).user?.avatar).toEqual({ id: picture });
    expect((await update(own.id, { bio: 'kept' })).user?.avatar).toEqual({ id: picture });
    expect((await update(own.id, { avatarId: null })).user?.avatar).toBeNull();
  });

  test('is told to others with a growing version, when it changes', async () => {
    const { id } = await house.person();
    const [one, two] = [await readyPicture(id), await readyPicture(id)];
    for (const input of [
      { avatarId: one },
      { avatarId: one },
      { displayName: 'Silent' },
      { avatarId: two },
      { avatarId: null },
      { avatarId: null },
    ]) {
      await update(id, input);
    }
    const told = (await house.told('user.avatar-changed')).filter(({ userId }) => userId === id);
    expect(told.map(({ mediaId }) => mediaId)).toEqual([one, two, null]);
    const versions = told.map(({ version }) => Number(version));
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  test('is what is told last, however many changes come at once', async () => {
    const { id } = await house.person();
    const pictures = await Promise.all([1, 2, 3, 4].map(() => readyPicture(id)));
    await Promise.all(pictures.map((avatarId) => update(id, { avatarId })));
    const told = (await house.told('user.avatar-changed')).filter(({ userId }) => userId === id);
    const latest = told.reduce((newest, event) => (Number(event.version) > Number(newest.version) ? event : newest));
    expect(new Set(told.map(({ version }) => version)).size).toBe(4);
    expect((await update(id, {})).user?.avatar).toEqual({ id: latest.mediaId });
  });

  test('can be chosen once the media service has told that it is ready', async () => {
    const { id } = await house.person();
    const outbox = await createTestDatabase('user');
    const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: outbox.url }) });
    const media = createBackbone<Tx, null>({
      service: 'media',
      db,
      bus: { postgresUrl: house.busUrl },
      catalogue: catalogue.filter(({ name }) => name === mediaReady.name),
      handlers: [],
      deps: () => null,
      log: createLogger('media', 'silent'),
      metrics: createMetrics('media'),
    });
    await media.start();
    try {
      const avatarId = newId('med');
      const ready = { mediaId: avatarId, ownerId: id, width: 1, height: 1, version: 1 };
      await media.transact(async ({ emit }) => emit(mediaReady, ready));
      await eventually(async () => (await update(id, { avatarId })).user?.avatar?.id === avatarId);
    } finally {
      await media.stop();
      await db.$disconnect();
      await outbox.drop();
    }
  });
});
