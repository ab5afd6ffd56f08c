import { untilHeard } from '@ejazz/platform/outbox/until-heard';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import { deactivateAccount, deleteAccount } from '../domain/account/close-account';
import { requestEmailVerification, verifyEmail } from '../domain/mail/verify-email';
import { changePassword } from '../domain/password/change-password';
import { requestPasswordReset, resetPassword } from '../domain/password/reset-password';
import { beginTwoFactor, confirmTwoFactor, disableTwoFactor, renewRecoveryCodes } from '../domain/second-factor/two-factor';
import type { SubgraphResolvers } from '../generated/graphql';

type Mutations = Pick<
  SubgraphResolvers['Mutation'],
  | 'changePassword'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'requestEmailVerification'
  | 'verifyEmail'
  | 'beginTwoFactor'
  | 'confirmTwoFactor'
  | 'disableTwoFactor'
  | 'renewRecoveryCodes'
  | 'deactivateAccount'
  | 'deleteAccount'
>;

/** Password, address and second factor. */
export const accountMutations: Mutations = {
  changePassword: async (_root, { input }, { deps, viewer, client }) => {
    const userId = signedIn(viewer);
    const { value, userErrors } = await changePassword(deps, { userId, sessionId: viewer.sessionId }, input, client);
    return { viewer: value && { id: userId }, userErrors };
  },
  requestPasswordReset: async (_root, { input }, { deps, client }) => {
    const { value, userErrors } = await requestPasswordReset(deps, input.email, client);
    return { accepted: value ?? false, userErrors };
  },
  resetPassword: async (_root, { input }, { deps }) => {
    const { value, userErrors } = await resetPassword(deps, input.token, input.newPassword);
    return { reset: value ?? false, userErrors };
  },
  requestEmailVerification: async (_root, _args, { deps, viewer, client }) => {
    const { value, userErrors } = await requestEmailVerification(deps, signedIn(viewer), client);
    return { accepted: value ?? false, userErrors };
  },
  verifyEmail: async (_root, { input }, { deps, loaders }) => {
    const { value, userErrors } = await verifyEmail(deps, input.token);
    loaders.user.clearAll();
    return { verified: value ?? false, userErrors };
  },
  beginTwoFactor: async (_root, { input }, { deps, viewer, client }) => {
    const { value, userErrors } = await beginTwoFactor(deps, signedIn(viewer), input.password, client);
    return { secret: value?.secret ?? null, uri: value?.uri ?? null, userErrors };
  },
  confirmTwoFactor: async (_root, { input }, { deps, viewer, client }) => {
    const { value: recoveryCodes, userErrors } = await confirmTwoFactor(deps, signedIn(viewer), input.code, client);
    return { recoveryCodes, userErrors };
  },
  deactivateAccount: async (_root, { input }, { deps, viewer, client }) => {
    const { value, userErrors } = await deactivateAccount(deps, { userId: signedIn(viewer), password: input.password, client });
    await untilHeard(deps.db, deps.env.CHANGE_PATIENCE_MS);
    return { deactivated: value ?? false, userErrors };
  },
  deleteAccount: async (_root, { input }, { deps, viewer, client }) => {
    const { value, userErrors } = await deleteAccount(deps, { userId: signedIn(viewer), password: input.password, client });
    await untilHeard(deps.db, deps.env.CHANGE_PATIENCE_MS);
    return { deletesAt: value?.deleteAt ?? null, userErrors };
  },
  disableTwoFactor: async (_root, { input }, { deps, viewer, client }) => {
    const userId = signedIn(viewer);
    const { value, userErrors } = await disableTwoFactor(deps, userId, input, client);
    return { viewer: value && { id: userId }, userErrors };
  },
  renewRecoveryCodes: async (_root, { input }, { deps, viewer, client }) => {
    const { value: recoveryCodes, userErrors } = await renewRecoveryCodes(deps, signedIn(viewer), input, client);
    return { recoveryCodes, userErrors };
  },
};
