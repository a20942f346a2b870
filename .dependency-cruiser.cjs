// Arrows point one way: functions → shared → events; infra and local build on both; nothing points back.
const outside = (path) => ({ pathNot: path });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-stands-alone',
      comment: 'shared/ is used by functions, infra and local; it knows none of them.',
      severity: 'error',
      from: { path: '^(shared|events)/' },
      to: { path: '^(functions|infra|local|tests|bench|scripts|web)/' },
    },
    {
      name: 'functions-are-islands',
      comment: 'What two functions need belongs to shared/.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', ...outside('^functions/$1/') },
    },
    {
      name: 'functions-know-no-laptop',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|local|tests|bench|scripts|web)/' },
    },
    {
      name: 'infra-knows-paths-only',
      comment: "infra names the functions' folders as text; it never imports their code.",
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|local|tests|bench|scripts|web)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
