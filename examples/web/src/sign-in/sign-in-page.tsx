import { useMutation } from '@apollo/client/react';
import { SignInDocument, SignUpDocument } from '@ejazz/client/documents';
import { type FormEvent, useState } from 'react';
import { session } from '../graph';
import { Field } from '../parts/field';
import { type Fault, faultOf } from './faults';

const demoPeople = ['ann', 'ben', 'cleo'];

export function SignInPage() {
  const [isNew, setNew] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [signIn, { loading: signingIn }] = useMutation(SignInDocument);
  const [signUp, { loading: signingUp }] = useMutation(SignUpDocument);
  const busy = signingIn || signingUp;

  const enter = async (send: () => ReturnType<typeof signIn> | ReturnType<typeof signUp>) => {
    setFaults([]);
    try {
      const { data } = await send();
      const result = data && ('signIn' in data ? data.signIn : data.signUp);
      if (result?.tokens) session.start(result.tokens);
      else setFaults(result?.userErrors ?? []);
    } catch (error) {
      setFaults([{ field: null, message: error instanceof Error ? error.message : 'Something went wrong.' }]);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const password = text('password');
    void enter(() =>
      isNew
        ? signUp({ variables: { input: { username: text('username'), email: text('email'), password } } })
        : signIn({ variables: { input: { login: text('login'), password } } }),
    );
  };
  return (
    <main className="entrance">
      <h1>{isNew ? 'Create an account' : 'Welcome back'}</h1>
      <p className="muted">A small page on the Ejazz graph: a feed, posts with pictures, and what happens as it happens.</p>
      <form onSubmit={submit} key={String(isNew)} noValidate>
        {isNew ? (
          <>
            <Field label="User name" name="username" autoComplete="username" fault={faultOf(faults, 'username')} />
            <Field label="E-mail" name="email" type="email" autoComplete="email" fault={faultOf(faults, 'email')} />
            <Field label="Password" name="password" type="password" autoComplete="new-password" fault={faultOf(faults, 'password')} />
          </>
        ) : (
          <>
            <Field label="User name or e-mail" name="login" autoComplete="username" fault={faultOf(faults, 'login')} />
            <Field label="Password" name="password" type="password" autoComplete="current-password" fault={faultOf(faults, 'password')} />
          </>
        )}
        <p role="alert" className="fault">
          {faultOf(faults)}
        </p>
        <button type="submit" className="primary" disabled={busy}>
          {isNew ? 'Sign up' : 'Sign in'}
        </button>
      </form>
      <button type="button" className="quiet" onClick={() => setNew(!isNew)}>
        {isNew ? 'I have an account' : 'I am new here'}
      </button>
      <p className="muted">Or look around as one of the demo people:</p>
      <p className="row">
        {demoPeople.map((login) => (
          <button
            key={login}
            type="button"
            disabled={busy}
            onClick={() => void enter(() => signIn({ variables: { input: { login, password: 'ejazz-demo' } } }))}
          >
            {login}
          </button>
        ))}
      </p>
    </main>
  );
}
