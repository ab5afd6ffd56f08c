import { useSyncExternalStore } from 'react';
import { session } from './graph';
import { HomePage } from './home-page';
import { SignInPage } from './sign-in/sign-in-page';

export function App() {
  const signedIn = useSyncExternalStore(session.onChange, () => session.signedIn);
  return signedIn ? <HomePage /> : <SignInPage />;
}
