import { isProblemCode, Problem } from '../../shared/domain/problems.ts';
import { getDocs, getOpenApi, getProblem, getRoot, listProblems } from '../../shared/http/endpoints/docs.ts';
import { allEndpoints } from '../../shared/http/endpoints/index.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { apiPage } from './api-page.ts';
import { PAGE_HEADERS } from './page.ts';
import { problemJson, problemListPage, problemPage } from './problem-pages.ts';

const document = openApiDocument(allEndpoints);
const docs = apiPage(document);
const cacheable = { 'Cache-Control': 'public, max-age=300' };

/** Behind `/` and `/{proxy+}`: what is not a page here is nowhere, and the chain answers 404. */
export const handler = httpFunction(
  implement(getRoot, async () => ({ headers: { Location: '/api/docs' } })),
  implement(getDocs, async () => ({ body: docs, headers: PAGE_HEADERS })),
  implement(getOpenApi, async () => ({ body: { ...document }, headers: cacheable })),
  implement(listProblems, async () => ({ body: problemListPage(), headers: PAGE_HEADERS })),
  implement(getProblem, async (_context, { params, request }) => {
    const { code } = params;
    if (!isProblemCode(code)) throw new Problem('not-found', 'There is no such problem.');
    const accept = request.header('accept') ?? '';
    if (accept.includes('json') && !accept.includes('text/html')) {
      return { body: problemJson(code), contentType: 'application/json', headers: cacheable };
    }
    return { body: problemPage(code), headers: PAGE_HEADERS };
  }),
);
