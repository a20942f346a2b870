export { server } from './server-tr.ts';

export default {};
