import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';

export type User = Schemas['User'];
export type NewUser = Schemas['NewUser'];
export type UserChange = Schemas['UserChange'];

export const USERS_KEY = ['users'] as const;
const PAGE_ROWS = 50;

/** The people of the bank, by name, page by page. */
export const userPagesQuery = infiniteQueryOptions({
  queryKey: USERS_KEY,
  queryFn: ({ signal, pageParam }) => {
    const query = { limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
    return answerOf(api.GET('/api/users', { params: { query }, signal }));
  },
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
});

const pathOf = (username: string) => ({ params: { path: { username } } });

export const addUser = (body: NewUser) => answerOf(api.POST('/api/users', { body }));
export const changeUser = (username: string, body: UserChange) =>
  answerOf(api.PATCH('/api/users/{username}', { ...pathOf(username), body }));
export const removeUser = (username: string) => answerOf(api.DELETE('/api/users/{username}', pathOf(username)));
export const setPassword = (username: string, body: Schemas['PasswordChange']) =>
  answerOf(api.POST('/api/users/{username}/password', { ...pathOf(username), body }));
