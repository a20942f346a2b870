import * as z from 'zod';
import { endpoint } from '../../lambda/endpoint.ts';

const HTML = 'text/html';

export const getRoot = endpoint({
  operationId: 'getRoot',
  method: 'GET',
  path: '/',
  summary: 'Leads to the documentation',
  tag: 'docs',
  access: 'public',
  function: 'docs',
  success: { status: 302, description: 'To the documentation.', headers: { Location: '/api/docs' } },
  problems: [],
});

export const getDocs = endpoint({
  operationId: 'getDocs',
  method: 'GET',
  path: '/api/docs',
  summary: 'This document, to read',
  tag: 'docs',
  access: 'public',
  function: 'docs',
  success: { status: 200, description: 'A page.', contentType: HTML },
  problems: [],
});

export const getOpenApi = endpoint({
  operationId: 'getOpenApi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This document, for programs',
  tag: 'docs',
  access: 'public',
  function: 'docs',
  success: { status: 200, description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) },
  problems: [],
});

export const listProblems = endpoint({
  operationId: 'listProblems',
  method: 'GET',
  path: '/problems',
  summary: 'All problems',
  tag: 'docs',
  access: 'public',
  function: 'docs',
  success: { status: 200, description: 'A page.', contentType: HTML },
  problems: [],
});

export const getProblem = endpoint({
  operationId: 'getProblem',
  method: 'GET',
  path: '/problems/{code}',
  summary: 'What a problem means and what to do',
  tag: 'docs',
  access: 'public',
  function: 'docs',
  params: z.strictObject({ code: z.string().max(100) }),
  success: { status: 200, description: 'A page, or JSON when that is asked for in `Accept`.', contentType: HTML },
  problems: ['not-found'],
});
