/** What functions import of the driver of MongoDB, and nothing else: it is bundled beside them (FunctionSpec.packages). */
export { BSON, MongoClient, MongoServerError } from 'mongodb';
