// Made by web/build/write-schema.ts from the OpenAPI document; not edited by hand.
export interface paths {
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List uploads, newest first */
        get: operations["listUploads"];
        put?: never;
        /**
         * Announce a file and get the URL to send it to
         * @description Answers with presigned instructions in `upload`: PUT the file to `url` (`curl -T file.csv "$url"` will do), or, for MULTIPART, PUT each part and complete the upload. The file, CSV (`.gz` or not) or an Excel workbook (.xlsx), is then checked and staged by itself. A URL takes a body of the announced length and no other (403), and what is sent to it again once a file was staged changes nothing.
         */
        post: operations["createUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete a multipart upload */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}/parts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the parts of a multipart upload that have arrived
         * @description To go on after an interruption: send the parts that are missing, then complete the upload with all.
         */
        get: operations["listUploadParts"];
        put?: never;
        /**
         * Get the URLs of parts again
         * @description For parts still to be sent, also where their first URLs are lost. The time for the upload stays as it was.
         */
        post: operations["presignUploadParts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an upload up
         * @description One that waits for its file, or a staged one that no sync has taken. It is EXPIRED then, `problem` is `upload-cancelled`, and what still arrives of it is left alone. A repeat gives the same answer.
         */
        post: operations["cancelUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an upload */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Load what is staged, now
         * @description With `validate_only` the files are checked and nothing is published. Right after sending files, name them in `upload_ids`: the request then waits until they are staged. Poll the log at `Location` for progress.
         */
        post: operations["startSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List syncs, newest first */
        get: operations["listSyncLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a sync */
        get: operations["getSyncLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the findings of a sync */
        get: operations["listSyncErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/error-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The findings of a sync by rule, with counts and examples
         * @description While the sync runs these are the findings made so far.
         */
        get: operations["listErrorGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a sync changed in the loaded data
         * @description Compared with the load that was current before: rows added, removed and changed, by key, and the totals of the amounts. Computed when the sync has ended; who asks sooner waits for it.
         */
        get: operations["getSyncChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/changes/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows behind the counts of what a sync changed
         * @description In the order of their keys, each with its values before and after.
         */
        get: operations["listChangedRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a sync that waits for it
         * @description Of a configuration with `publish: "manual"`. What was loaded becomes visible in one step. A repeat gives the same answer.
         */
        post: operations["publishSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard a sync that waits to be published
         * @description The book stays as it is. A repeat gives the same answer.
         */
        post: operations["discardSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download all findings of a sync */
        get: operations["downloadSyncErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/logs/{id}/rejected.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the rejected rows as they were sent, ready to fix and send again
         * @description Each row as it was sent, and in a last column `_tranche_errors` what is wrong with it; that column is ignored when it comes back. Announce the fixed file with `corrects`: this sync.
         */
        get: operations["downloadRejectedRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sync configurations of a dataset, one per slice */
        get: operations["listSyncConfigs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/configs/{slice}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a sync configuration */
        get: operations["getSyncConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a sync configuration */
        patch: operations["updateSyncConfig"];
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where files are fetched from */
        get: operations["listSources"];
        put?: never;
        /**
         * Add a source
         * @description The schedule pulls it within a minute, if it is enabled, and then every `interval_minutes`: what it has becomes files of the slice, which are loaded like files that are sent. `POST /api/sources/test` tries it before.
         */
        post: operations["createSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a source that is not kept yet
         * @description Asks for the first page of each file, and says what it holds and what is wrong with it. Keeps nothing.
         */
        post: operations["tryOutSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a source */
        get: operations["getSource"];
        put?: never;
        post?: never;
        /**
         * Remove a source
         * @description Its credentials are gone at once. A pull that is under way ends; what was loaded stays.
         */
        delete: operations["deleteSource"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description A pull that is under way goes on as it began. Where the source comes to be at another host, kept credentials are to be given again.
         */
        patch: operations["updateSource"];
        trace?: never;
    };
    "/api/sources/{source_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a source
         * @description Asks for the first page of each file, and says what it holds and what is wrong with it.
         */
        post: operations["testSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source_id}/pull": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pull a source, now */
        post: operations["startPull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{source_id}/pulls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pulls of a source, newest first
         * @description Pulls are kept for 90 days.
         */
        get: operations["listPulls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pulls/{pull_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a pull */
        get: operations["getPull"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What events may be sent, and of what members */
        get: operations["listStreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history, by when events happened, newest first
         * @description All events that were ever recorded, some seconds after they were.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Send events
         * @description At most 500 at a time. Each is checked by itself: those that are not sound are named by their place, and the others accepted. Once they are, nothing of them is lost. An event that is sent again within 30 days is a duplicate, whatever else it says: after a failure, send the same request again. Numbers are taken digit by digit as they were sent.
         */
        post: operations["sendEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stream as it stands, and what is new
         * @description Without `after`: the last 20 events and 50 alerts. With the `next` of the answer before: what came since, of at most `limit` numbers of the stream; whoever asks again with `next` misses nothing and gets nothing twice. Cheap: ask every second or two.
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/streams/{stream}/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an alert */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Close an alert, for good */
        patch: operations["closeAlert"];
        trace?: never;
    };
    "/api/streams/{stream}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for a stream */
        get: operations["getStreamSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Choose the threshold of alerts
         * @description For events that are recorded from then on: what is an alert already stays one.
         */
        patch: operations["updateStreamSettings"];
        trace?: never;
    };
    "/api/publications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was published, newest first
         * @description One entry each time the book changed: by a sync, or by a rollback.
         */
        get: operations["listPublications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/publications/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show an earlier book again
         * @description A new publication of what an earlier one showed, all its file types together, in one step. Rows are kept of the newest publications only: `restorable` tells.
         */
        post: operations["rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the loaded rows
         * @description The current batch: what the last completed sync published. Page with `cursor`; `offset` is for small jumps. Send `Accept-Encoding: gzip`: an answer above 6 MB (some 7,000 rows) gets through in no other way, but on a laptop.
         */
        get: operations["listData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/data/row": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one loaded row with what is known of it
         * @description The live row of a key, what is remarkable in it, the rows that it refers to, those that refer to it, and, if it is derived, those that it comes from.
         */
        get: operations["getDataRow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The findings of the last syncs, by rule, field or file
         * @description Over syncs that have ended, failed ones too; dry runs (`validate_only`) are left out, since the load after them finds the same. The last 20, or as many as `last_syncs` says; with `since`, those ended since then, at most the last 100.
         */
        get: operations["listRecurringErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the datasets: their files, columns, derived tables and analyses */
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a dataset */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{dataset}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what was chosen for a dataset
         * @description Which settings there are, `settings` of the dataset says: a JSON Schema.
         */
        get: operations["getDatasetSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what was chosen for a dataset
         * @description Changes nothing that is published: the next sync uses it, or one with `rebuild`, which derives the live batch anew. A member that is sent replaces the one before as a whole.
         */
        patch: operations["updateDatasetSettings"];
        trace?: never;
    };
    "/api/analyses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the named questions of a dataset */
        get: operations["listAnalyses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{dataset}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask a named question
         * @description Of what is live; of one variant, where the dataset has variants.
         */
        get: operations["askAnalysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portfolio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is loaded: when, how much is owed, at which rates, how late */
        get: operations["getPortfolio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trades/clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a client stands after all trades */
        get: operations["getTradesClient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trades/clients/{client_id}/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The trades of a client, and what became of each
         * @description By date, then in the order of the file.
         */
        get: operations["listClientTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trades/clients/{client_id}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a client had and owed at the end of a day */
        get: operations["getClientBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The companies, and what each has and owes */
        get: operations["listCompanies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/companies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a company has, account by account, and whom it deals with */
        get: operations["getCompany"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/companies/{id}/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The balance of a company, or of one of its accounts, by period
         * @description Every period of the range, also those without payments, at most 5,000. Periods are named by their first day, in UTC; weeks begin on Monday. Where the range begins or ends within a period, only its days in the range count.
         */
        get: operations["listCompanyBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cash/companies/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payments of a company
         * @description By time, then by file and row. A payment between two accounts of the company is there twice: out of the one, and into the other.
         */
        get: operations["listCompanyPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statistics of the loaded rows */
        get: operations["getProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules that files are checked by
         * @description Of a dataset; of one variant, with examples of it, where one is named.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rules/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a rule: what it checks, why, and an example of each kind */
        get: operations["getRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who these credentials belong to */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenant/api-key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the API key
         * @description The new key is shown this once; the old key and its tokens stop at once.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, newest first
         * @description Every change: by whom, of what, from where, before and after. Entries are never changed, and kept for years.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download who changed what, newest first */
        get: operations["downloadAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can sign in with a password, by name */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a user
         * @description Nobody adds himself. `Idempotency-Key` has no effect: whoever asks twice is told that the user is there.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description Ends the sessions of the user at once, and cancels the uploads that wait for their file. What the user did stays in the audit.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Give a user another role, deactivate or activate
         * @description Another role holds from the next request on. Deactivating ends the sessions of the user, and cancels the uploads that wait for their file. Somebody stays who can manage users: an active admin, or an API key of an admin.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/api/users/{username}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the password of a user, or change your own
         * @description Admins set that of others. Everybody changes the own one, with `current_password`; wrong ones count like those of a sign-in. Ends all sessions of the user, this one too: sign in with the new password. Opens an account that was closed.
         */
        post: operations["setPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in: exchange an API key for tokens
         * @description The access token lives 15 minutes and does what the key does. The session lasts 12 hours at most, and ends when it is not refreshed for an hour, when its key is replaced or revoked, and at sign-out. `Idempotency-Key` has no effect.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in: exchange a username and a password for tokens
         * @description Tokens as of `/api/auth/token`, which do what the role of the user may. The session ends, besides, when the password is changed and when the user is deactivated or removed. Five wrong passwords within 15 minutes close the account for 15, whether or not there is such a user. `Idempotency-Key` has no effect.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether credentials are good, and whose they are */
        get: operations["verifyCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for new tokens
         * @description A refresh token is good for one use. One that is used again ends the whole session, also when the two uses come at the same time: send one refresh at a time, and after a lost answer sign in again. `Idempotency-Key` has no effect.
         */
        post: operations["refreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out: end the session of a refresh token
         * @description Its access tokens stop at once. A token that is unknown, or whose session has ended, is fine too.
         */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service and what it needs are up */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters and gauges, as Prometheus reads them
         * @description Needs a credential: an API key or an access token shows the numbers of its tenant, the metrics token of the installation (`Authorization: Bearer …`) those of all. Counters are what was recorded, so they are the same from every process and go on after a restart. A source that does not answer is left out and named by `metrics_source_up`.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leads to the documentation */
        get: operations["getRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, to read */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, for programs */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All problems */
        get: operations["listProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a problem means and what to do */
        get: operations["getProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A named question; its answer is a small table. */
        Analysis: {
            name: string;
            dataset: components["schemas"]["DatasetName"];
            title: string;
            parameters: {
                [key: string]: unknown;
            };
            columns: components["schemas"]["AnalysisColumn"][];
            chart: components["schemas"]["AnalysisChart"] | null;
        };
        AnalysisAnswer: {
            name: string;
            dataset: components["schemas"]["DatasetName"];
            variant: string | null;
            /** Format: uuid */
            batch_id: string;
            parameters: {
                [key: string]: unknown;
            };
            columns: components["schemas"]["AnalysisColumn"][];
            /** @description By column. Money is exact, as text. */
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
        };
        /** @description How it may be drawn: columns of the answer. */
        AnalysisChart: {
            /** @enum {string} */
            type: "bar" | "line" | "step";
            x: string;
            y: string[];
        };
        AnalysisColumn: {
            name: string;
            kind: string;
            unit?: string;
        };
        ApiKeyBody: {
            /** @description `sk_live_` and 48 hex digits. */
            api_key: string;
            /**
             * @description If named, it must be the tenant of the credentials.
             * @example BANK001
             */
            tenant_id?: string;
        };
        /**
         * @description What was done. session.refused: somebody showed a key of this tenant that does not sign in, or a wrong password. session.reused: a refresh token was used twice, which ended the session.
         * @enum {string}
         */
        AuditAction: "session.started" | "session.refused" | "session.reused" | "session.ended" | "key.made" | "key.rotated" | "key.revoked" | "user.made" | "user.changed" | "user.password-set" | "user.removed" | "tenant.made" | "tenant.enabled" | "tenant.disabled" | "tenant.private-key-rotated" | "upload.announced" | "upload.completed" | "upload.cancelled" | "sync.started" | "sync.ended" | "sync.published" | "sync.discarded" | "book.rolled-back" | "config.changed" | "settings.changed" | "source.made" | "source.changed" | "source.removed" | "source.pulled" | "stream.changed" | "alert.closed" | "provider.made" | "provider.changed" | "provider.removed" | "provider.status-changed" | "provider.credentials-rotated" | "provider.key-made" | "provider.key-changed" | "account.made" | "transaction.made" | "transaction.changed" | "kyc.profile-made" | "kyc.profile-changed" | "kyc.profile-removed" | "kyc.looked-at" | "kyc.requested" | "kyc.cancelled" | "kyc.decided" | "kyc.document-announced" | "kyc.revoked" | "hook.retried" | "hook.cancelled" | "webhook.made" | "webhook.changed" | "webhook.removed" | "webhook.secret-rotated" | "webhook.replayed";
        AuditActor: {
            /**
             * @description key: an API key; session: who signed in with one; user: who signed in with a password; operator: the command line; service: Tranche by itself; unknown: whoever was refused.
             * @enum {string}
             */
            kind: "key" | "session" | "user" | "operator" | "service" | "unknown";
            role: ("admin" | "operator" | "viewer") | null;
            key_id: string | null;
            api_key_prefix: string | null;
            user_id: string | null;
            /** @description The name that the user had then. */
            username: string | null;
            session_id: string | null;
        };
        /**
         * @example {
         *       "id": "0197a1b2-0000-7000-8000-000000000001",
         *       "at": "2026-03-02T09:30:00.000Z",
         *       "action": "user.changed",
         *       "actor": {
         *         "kind": "key",
         *         "role": "admin",
         *         "key_id": "0197a1b2-0000-7000-8000-000000000002",
         *         "api_key_prefix": "sk_live_0a1b2c3d",
         *         "user_id": null,
         *         "username": null,
         *         "session_id": null
         *       },
         *       "target": "anna",
         *       "before": {
         *         "role": "viewer"
         *       },
         *       "after": {
         *         "role": "operator"
         *       },
         *       "address": "203.0.113.9",
         *       "request_id": "6f2b0f2e-7a6e-4a3c-9f57-0c8f2d9f1b11"
         *     }
         */
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            at: string;
            action: components["schemas"]["AuditAction"];
            actor: components["schemas"]["AuditActor"];
            /** @description Id of what was changed: of an upload, a sync, a key …; the name of a user. */
            target: string;
            /** @description What of the target matters; never keys, passwords, tokens or rows. */
            before: {
                [key: string]: unknown;
            } | null;
            /** @description What of the target matters; never keys, passwords, tokens or rows. */
            after: {
                [key: string]: unknown;
            } | null;
            /** @description Where the request came from; null where there was none. */
            address: string | null;
            /** @description The `X-Request-Id` of the request, as in the logs. */
            request_id: string | null;
        };
        CategoricalStats: {
            unique_count: number;
            /** @description The top 100 by frequency. */
            values: {
                value: string | number;
                frequency: number;
            }[];
            other_count: number;
        };
        /**
         * @example {
         *       "change": "changed",
         *       "record_key": "00000017",
         *       "changed_columns": [
         *         "original_loan_amount"
         *       ],
         *       "before": {
         *         "loan_account_number": "00000017",
         *         "original_loan_amount": "120.50"
         *       },
         *       "after": {
         *         "loan_account_number": "00000017",
         *         "original_loan_amount": "110.25"
         *       }
         *     }
         */
        ChangedRow: {
            change: components["schemas"]["RowChange"];
            record_key: string;
            /** @description Empty for a row that was added or removed. */
            changed_columns: string[];
            /** @description As `/api/data` serves it; null for a row that was added. */
            before: {
                [key: string]: string | number | boolean | null | (string | number)[];
            } | null;
            /** @description Null for a row that was removed. */
            after: {
                [key: string]: string | number | boolean | null | (string | number)[];
            } | null;
        };
        ClientAccount: {
            /** @description the client; unique in the file */
            client_id: string;
            /** @description first and last name */
            name: string;
            email: string | null;
            date_of_birth: string | null;
            country: string | null;
            /** @description what kind of account it is */
            account_type: string;
            /** @description balance before the first trade; below 0 it is a debt */
            account_balance: string;
            /** @description when the account was opened */
            account_open_date: string;
            phone_number: string | null;
            address: string | null;
            risk_tolerance: string | null;
            /** @description ISO 4217 code of the currency in which the account is kept */
            account_currency: string;
            /** @description whether the client may buy */
            status: string;
            /** @description balance after the last trade */
            balance: string;
            /** @description debt after the last trade */
            debt: string;
            /** @description completed trades */
            total_transactions: number;
            /** @description failed trades */
            failed_transactions: number;
            /** @description what completed purchases cost, in the account currency */
            total_spent: string;
            /** @description what completed sales brought, in the account currency */
            total_gained: string;
            row_number: number;
        };
        ClientBalance: {
            client_id: string;
            /** Format: date */
            as_of: string;
            /** @description Exact, with two decimals. */
            balance: string;
            /** @description Exact, with two decimals. */
            debt: string;
            /** @enum {string} */
            status: "active" | "suspended";
            currency: string;
        };
        CompanyBalance: {
            company_id: string;
            name: string;
            owner: string | null;
            /** @description Exact, and rounded once, half away from zero, to two decimals. */
            balance: string;
            /** @description What accounts below 0 lack. */
            debt: string;
            /** @description What accounts above 0 have. */
            credit: string;
            accounts: number;
        };
        CompanyBalances: {
            company_id: string;
            /** @enum {string} */
            currency: "EUR" | "USD";
            /** @enum {string} */
            interval: "day" | "week" | "month" | "quarter" | "year";
            data: {
                /** Format: date */
                period: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                opening: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                incoming: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                outgoing: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                closing: string;
            }[];
            /** @description Currencies of payments that are left out, because there is no rate for them. */
            currencies_without_rate: string[];
        };
        CompanyCash: {
            company_id: string;
            name: string;
            owner: string | null;
            /** @description Exact, and rounded once, half away from zero, to two decimals. */
            balance: string;
            /** @description What accounts below 0 lack. */
            debt: string;
            /** @description What accounts above 0 have. */
            credit: string;
            /** @enum {string} */
            currency: "EUR" | "USD";
            accounts: {
                iban: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                balance: string;
            }[];
            countries: {
                country: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                incoming: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                outgoing: string;
                payments: number;
            }[];
            /** @description The 20 accounts with the most money in and out. */
            counterparties: {
                iban: string;
                company_id: string | null;
                name: string | null;
                country: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                incoming: string;
                /** @description Exact, and rounded once, half away from zero, to two decimals. */
                outgoing: string;
                payments: number;
            }[];
            /** @description Currencies of payments that are left out, because there is no rate for them. */
            currencies_without_rate: string[];
            /** @description Payments of the company that are set aside: `include` of its payments shows them. */
            excluded: {
                batch_payments: number;
                invalid_iban: number;
            };
        };
        CompanyPayment: {
            id: string;
            /** @description The file type that it came with. */
            source: string;
            row_number: number;
            /** @description ISO 8601, UTC. */
            ts: string;
            /** @enum {string} */
            direction: "in" | "out";
            iban: string;
            counterparty_iban: string;
            counterparty_company_id: string | null;
            /** @description Of the other side, by its account. */
            country: string;
            /** @description As it was sent, with at least two decimals. */
            amount: string;
            currency: string;
            quarantine_rule: string | null;
        };
        /**
         * @example {
         *       "parts": [
         *         {
         *           "part_number": 1,
         *           "etag": "\"9b2cf535f27731c974343645a3985328\""
         *         }
         *       ]
         *     }
         */
        CompletedParts: {
            parts: {
                part_number: number;
                etag: string;
            }[];
        };
        Completeness: {
            missing_count: number;
            missing_pct: number;
            filled_pct: number;
            total: number;
        };
        /**
         * @example {
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "data_type": "credit",
         *       "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "total_count": 4440,
         *       "data": [
         *         {
         *           "loan_account_number": "00000017",
         *           "original_loan_amount": "28370.00",
         *           "row_number": 1
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        DataPage: {
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            data_type: string;
            batch_id: string | null;
            total_count: number;
            /** @description The contract's columns, normalised, and `row_number`. Money and rates are strings with their full scale. */
            data: {
                [key: string]: string | number | boolean | null | (string | number)[];
            }[];
            next_cursor: string | null;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "data_type": "credit",
         *       "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "published_at": "2026-03-02T09:31:02Z",
         *       "row": {
         *         "loan_account_number": "00000017",
         *         "original_loan_amount": "28370.00",
         *         "row_number": 17
         *       },
         *       "findings": [],
         *       "references": [],
         *       "referring": [],
         *       "origins": []
         *     }
         */
        DataRow: {
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            data_type: string;
            /** Format: uuid */
            batch_id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            published_at: string;
            /** @description As `/api/data` has it, quarantined or not; with `quarantine_rule` where rows of its kind may be. */
            row: {
                [key: string]: string | number | boolean | null | (string | number)[];
            };
            /** @description What is remarkable in the row as it is live, by the rules of today: WARNING and QUARANTINE. */
            findings: components["schemas"]["ValidationError"][];
            /** @description The rows that it refers to, each by these of its columns; null if there is none. */
            references: {
                file_type: string;
                columns: string[];
                row: {
                    [key: string]: string | number | boolean | null | (string | number)[];
                } | null;
            }[];
            /** @description The rows that refer to it, each by these of their columns. */
            referring: {
                file_type: string;
                columns: string[];
                /** @description The first 100, in the order of their key. */
                rows: {
                    [key: string]: string | number | boolean | null | (string | number)[];
                }[];
                /** @description Whether there are more than those. */
                more: boolean;
            }[];
            /** @description Of a derived row: the rows that it comes from. */
            origins: {
                data_type: string;
                /** @description The first 100, in the order of their key. */
                rows: {
                    [key: string]: string | number | boolean | null | (string | number)[];
                }[];
                /** @description Whether there are more than those. */
                more: boolean;
            }[];
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @description A file type or a derived table.
         * @enum {string}
         */
        DataType: "credit" | "payment_plan" | "client" | "trade" | "trade_outcome" | "client_account" | "company" | "sepa" | "swift" | "exchange_rate" | "account" | "posting" | "account_day" | "account_balance" | "company_balance" | "customer" | "merchant" | "transaction" | "dim_customer" | "dim_merchant" | "dim_date" | "fact_transactions";
        /** @description Kept sealed, and never answered. */
        DatabaseCredentials: {
            username: string;
            password: string;
        };
        /**
         * @description A family of files that belong together.
         * @example {
         *       "name": "loans",
         *       "title": "A family of files",
         *       "version": "loans-1",
         *       "variants": [
         *         "RETAIL"
         *       ],
         *       "file_types": [
         *         {
         *           "name": "credit",
         *           "title": "Credits: one row a loan",
         *           "columns": [
         *             {
         *               "name": "loan_account_number",
         *               "kind": "text",
         *               "required": true,
         *               "meaning": "the loan; unique within a loan type",
         *               "private": false
         *             }
         *           ],
         *           "key": [
         *             "loan_account_number"
         *           ],
         *           "formats": [
         *             "csv",
         *             "csv.gz",
         *             "xlsx"
         *           ],
         *           "references": []
         *         }
         *       ],
         *       "derived_tables": [],
         *       "analyses": [],
         *       "settings": null
         *     }
         */
        Dataset: {
            name: components["schemas"]["DatasetName"];
            title: string;
            /** @description Of its rules and columns; each sync records it. */
            version: string;
            variants: string[] | null;
            file_types: components["schemas"]["DatasetFileType"][];
            derived_tables: components["schemas"]["DerivedTable"][];
            analyses: {
                name: string;
                title: string;
            }[];
            /** @description JSON Schema of what a tenant may choose; null for nothing. */
            settings: {
                [key: string]: unknown;
            } | null;
        };
        DatasetColumn: {
            name: string;
            /** @description What its values are: text, code, integer, decimal, rate, date, … */
            kind: string;
            required: boolean;
            meaning: string;
            /** @description Whether its values are kept as keyed hashes only. */
            private: boolean;
            unit?: string;
            /** @description Of a code: what a file may say, and what is served for it. */
            codes?: {
                input: string;
                value: string;
                meaning: string;
            }[];
            /** @description The variants that have it; all if absent. */
            variants?: string[];
        };
        DatasetFileType: {
            name: string;
            title: string;
            columns: components["schemas"]["DatasetColumn"][];
            key: string[];
            formats: ("csv" | "csv.gz" | "xlsx")[];
            /** @description What its rows must find in other files. */
            references: {
                columns: string[];
                file_type: string;
            }[];
        };
        /** @enum {string} */
        DatasetName: "loans" | "trades" | "cash" | "sales";
        /**
         * @example {
         *       "dataset": "loans",
         *       "version": 0,
         *       "changed_at": null,
         *       "settings": {}
         *     }
         */
        DatasetSettings: {
            dataset: components["schemas"]["DatasetName"];
            /** @description 0 until something is chosen; each change has the next. */
            version: number;
            changed_at: string | null;
            settings: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Members of the settings that are to change.
         * @example {}
         */
        DatasetSettingsPatch: {
            [key: string]: unknown;
        };
        /** @description One of the uploads that a sync took as one file, in their order. */
        DeliveredUpload: {
            /** Format: uuid */
            upload_id: string;
            file_name: string | null;
            size_bytes: number | null;
            /** @description Who announced it: the prefix of a key, or `operator`. */
            sent_by: string | null;
            total_rows: number | null;
        };
        DerivedTable: {
            name: string;
            title: string;
            columns: components["schemas"]["DatasetColumn"][];
            key: string[];
            /** @description The tables that it is computed from. */
            from: string[];
            /** @description Where a row comes from: the rows of that table with the same values in those columns. */
            origins: {
                table: string;
                columns: {
                    [key: string]: string;
                };
            }[];
        };
        /**
         * @description All findings of one rule in one file of a sync.
         * @example {
         *       "rule_id": "LOAN-CREDIT-064",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "file_type": "credit",
         *       "field_name": "final_maturity_date",
         *       "error_type": "FORMAT",
         *       "severity": "ERROR",
         *       "expected": "final_maturity_date must be a calendar date between 1900 and 2100, …",
         *       "count": 12,
         *       "row_share": 0.0012,
         *       "examples": [
         *         {
         *           "row_number": 17,
         *           "line_number": 18,
         *           "raw_value": "20250230",
         *           "record_key": "00000017"
         *         }
         *       ]
         *     }
         */
        ErrorGroup: {
            rule_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** @description A file type of the dataset. */
            file_type: string;
            field_name: string | null;
            error_type: components["schemas"]["ErrorType"];
            severity: components["schemas"]["Severity"];
            /** @description What the rule demands; null for a rule of the past. */
            expected: string | null;
            expected_message?: components["schemas"]["Message"];
            /** @description Findings, and rows that have one: a row breaks a rule at most once. */
            count: number;
            /** @description Of all rows of the file, with four decimals; null until they have been counted. */
            row_share: number | null;
            /** @description The first five in the file. */
            examples: {
                row_number: number;
                line_number: number;
                raw_value: string | null;
                record_key: string | null;
            }[];
            loan_type?: components["schemas"]["LoanType"];
        };
        /** @description Findings of severity ERROR, counted three ways. */
        ErrorSummary: {
            by_type: {
                [key: string]: number;
            };
            by_field: {
                [key: string]: number;
            };
            by_rule: {
                [key: string]: number;
            };
        };
        /** @enum {string} */
        ErrorType: "REQUIRED" | "TYPE" | "RANGE" | "FORMAT" | "VALUE" | "CROSS_REFERENCE" | "DUPLICATE" | "STRUCTURE";
        /** @description Of a list that was cut, the last has the code `more` and says how many more. */
        FieldError: {
            field: string;
            code: string;
            detail: string;
            message?: components["schemas"]["Message"];
        };
        /** @description Rows are told apart by the key of their file type. */
        FileChanges: {
            /** @description Whether the sync brought such a file; if not, nothing is different. */
            delivered: boolean;
            /** Format: uuid */
            batch_id: string;
            /** @description Null where nothing of the file type was loaded before. */
            batch_id_before: string | null;
            rows_before: number;
            rows_after: number;
            /** @description Rows whose key was not there before. */
            added: number;
            /** @description Rows whose key is not there any more. */
            removed: number;
            /** @description Rows with the same key and another value in some column. */
            changed: number;
            unchanged: number;
            /** @description Changed rows by column; a row counts in each column in which it differs. */
            changed_columns: {
                [key: string]: number;
            };
            /** @description Sums of the amounts: exact, with their full scale. */
            totals: {
                [key: string]: {
                    before: string | null;
                    after: string;
                };
            };
        };
        /**
         * @description A kind of file of the dataset.
         * @enum {string}
         */
        FileType: "credit" | "payment_plan" | "client" | "trade" | "company" | "sepa" | "swift" | "exchange_rate" | "customer" | "merchant" | "transaction";
        /**
         * @example {
         *       "status": "healthy",
         *       "checks": {
         *         "postgres": {
         *           "status": "up",
         *           "duration_ms": 3
         *         },
         *         "clickhouse": {
         *           "status": "up",
         *           "duration_ms": 3
         *         },
         *         "dynamodb": {
         *           "status": "up",
         *           "duration_ms": 3
         *         },
         *         "s3": {
         *           "status": "up",
         *           "duration_ms": 3
         *         },
         *         "sqs": {
         *           "status": "up",
         *           "duration_ms": 3
         *         }
         *       }
         *     }
         */
        Health: {
            /** @constant */
            status: "healthy";
            checks: {
                [key: string]: components["schemas"]["HealthCheck"];
            };
        };
        HealthCheck: {
            /** @enum {string} */
            status: "up" | "down";
            duration_ms: number;
            /**
             * @description Why a part is down that answers: its disk has no space for another load.
             * @constant
             */
            problem?: "storage-full";
        };
        HttpPagesConfig: {
            /** @description `https://api.bank.example/v1`: without query and credentials. */
            base_url: string;
            /** @description Sent with every request. Secrets belong into `credentials`. */
            headers?: {
                [key: string]: string;
            };
            /** @description By file type. */
            files: {
                [key: string]: {
                    /** @description Behind `base_url`; it may have a query. */
                    path: string;
                    /** @description JSON pointer to the list of records; empty where the answer is the list. */
                    records: string;
                    /** @description By column of the file: a field of a record, or a JSON pointer in it. A list becomes one cell, joined by `|`. */
                    columns: {
                        [key: string]: string;
                    };
                    /**
                     * @description How the page after a page is found.
                     * @default {
                     *       "kind": "none"
                     *     }
                     */
                    next: {
                        /** @constant */
                        kind: "none";
                    } | {
                        /** @constant */
                        kind: "cursor";
                        /** @description JSON pointer to the next cursor; null, absent or empty ends. */
                        from: string;
                        /** @description Query parameter that takes it. */
                        parameter: string;
                    } | {
                        /** @constant */
                        kind: "link";
                        /** @description JSON pointer to the address of the next page; or `header`: of `Link`, rel="next". */
                        from: "header" | string;
                    } | {
                        /** @constant */
                        kind: "window";
                        /** @description Query parameter of where a window begins. */
                        from: string;
                        /** @description Query parameter of where it ends, which is where the next one begins. */
                        to: string;
                        /** @description How long a window is: `P5D`, `P1W`, `P1M`, `PT6H`. */
                        step: string;
                        /** @description Where the first window begins: a day, or a time in UTC. */
                        start: string;
                        /** @description Where the last one ends. If left out: when the pull begins; of days, the day after it. */
                        end?: string;
                    };
                    /**
                     * @description No record at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                    /**
                     * @description What becomes of a record that is the very same as one of the pages just before: a source whose pages overlap sends it twice. Within a page, records that look alike are rows.
                     * @default dropped
                     * @enum {string}
                     */
                    repeated: "dropped" | "kept";
                };
            };
        };
        /** @description Kept sealed, and never answered. */
        HttpPagesCredentials: {
            /** @description Sent as `Authorization: Bearer …`. */
            token?: string;
            username?: string;
            /** @description With `username`: HTTP Basic. */
            password?: string;
            /** @description Such as `X-Api-Key`. */
            headers?: {
                [key: string]: string;
            };
            /** @description Query parameters. */
            query?: {
                [key: string]: string;
            };
        };
        HttpPagesSource: {
            /** Format: uuid */
            source_id: string;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description For people; names may be the same. */
            name: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /**
             * @description Lists of records, page by page, as JSON over HTTP.
             * @constant
             */
            kind: "http_pages";
            config: components["schemas"]["HttpPagesConfig"];
            /** @description Whether any are kept. */
            has_credentials: boolean;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes: number;
            /** @description Whether the schedule pulls. */
            is_enabled: boolean;
            /** @description The last pull, or the one under way. */
            pull_id: string | null;
            /** @description Of the schedule; null where it does not pull. */
            next_pull_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            updated_at: string;
            loan_type?: components["schemas"]["LoanType"];
        };
        LiveStream: {
            /** @description Oldest first. */
            events: components["schemas"]["StreamEvent"][];
            /** @description New ones, and those that were closed; in the order in which they came to be so. */
            alerts: components["schemas"]["StreamAlert"][];
            counters: components["schemas"]["StreamCounters"];
            /** @description `after` of the next request: everything before has been given. */
            next: string;
        };
        /** @description What of a file type is loaded, and by which sync. */
        LoadedFile: {
            /** Format: uuid */
            batch_id: string;
            /** Format: uuid */
            sync_id: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            loaded_at: string;
            row_count: number;
        };
        /**
         * @description A variant of the dataset loans: says both.
         * @enum {string}
         */
        LoanType: "RETAIL" | "COMMERCIAL";
        LoanTypePortfolio: {
            /** @enum {string} */
            loan_type: "RETAIL" | "COMMERCIAL";
            /** @description When the last sync published. */
            loaded_at: string | null;
            /** @description That sync. */
            sync_id: string | null;
            files: {
                credit: components["schemas"]["LoadedFile"] | null;
                payment_plan: components["schemas"]["LoadedFile"] | null;
            };
            credit_count: number | null;
            payment_count: number | null;
            outstanding_balance: string | null;
            /** @description Of the nominal rates of all loans, as a fraction of six decimals. */
            average_rate: string | null;
            /** @description The same, weighted by what is outstanding; null where nothing is. */
            weighted_average_rate: string | null;
            /** @description Loans by days past due: 0, 1–30, 31–60, 61–90, more than 90. */
            days_past_due: {
                from: number;
                to: number | null;
                count: number;
                /** @description Exact, with its full scale. */
                outstanding_balance: string;
            }[] | null;
            statuses: {
                status: string;
                count: number;
                /** @description Exact, with its full scale. */
                outstanding_balance: string;
            }[] | null;
        };
        LoginBody: {
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /**
             * @description Capitals make no difference.
             * @example anna
             */
            username: string;
            /** Format: password */
            password: string;
        };
        /**
         * @description The sentence beside it before it was put into English. A parameter may be a message itself; file types are in those that are called `file_type`, or something with `_file_type` at its end.
         * @example {
         *       "id": "sync-cut-off",
         *       "parameters": {
         *         "attempts": 5
         *       }
         *     }
         */
        Message: {
            /** @description Stable: that of a rule, or of a sentence of the service. */
            id: string;
            parameters: {
                [key: string]: string | number | components["schemas"]["Message"] | components["schemas"]["Message"][];
            };
        };
        MongodbConfig: {
            /** @description A name, or an IPv4 or IPv6 address without brackets. */
            host: string;
            /** @default 27017 */
            port: number;
            database: string;
            /**
             * @description `verify-full`: encrypted, and the certificate is checked. `require`: encrypted, whoever it is. `disable`: in plain text, the password too.
             * @default verify-full
             * @enum {string}
             */
            tls: "verify-full" | "require" | "disable";
            /** @description With `verify-full`: who signed the certificate (PEM), where that is nobody known. */
            ca?: string;
            /** @description The database that knows the login; `database`, if left out. */
            auth_source?: string;
            /** @description By file type. */
            collections: {
                [key: string]: {
                    collection: string;
                    /** @description By column of the file: a field of a document, a path with dots, or a JSON pointer. A list becomes one cell, joined by `|`. */
                    columns: {
                        [key: string]: string;
                    };
                    /**
                     * @description No document at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                };
            };
        };
        MongodbSource: {
            /** Format: uuid */
            source_id: string;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description For people; names may be the same. */
            name: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /**
             * @description Collections of a MongoDB database.
             * @constant
             */
            kind: "mongodb";
            config: components["schemas"]["MongodbConfig"];
            /** @description Whether any are kept. */
            has_credentials: boolean;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes: number;
            /** @description Whether the schedule pulls. */
            is_enabled: boolean;
            /** @description The last pull, or the one under way. */
            pull_id: string | null;
            /** @description Of the schedule; null where it does not pull. */
            next_pull_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            updated_at: string;
            loan_type?: components["schemas"]["LoanType"];
        };
        NewApiKey: {
            /** @description Shown this once. */
            api_key: string;
            /**
             * @description The first 16 characters of the key, to tell keys apart.
             * @example sk_live_0a1b2c3d
             */
            api_key_prefix: string;
        };
        NewHttpPagesConfig: {
            /** @description `https://api.bank.example/v1`: without query and credentials. */
            base_url: string;
            /** @description Sent with every request. Secrets belong into `credentials`. */
            headers?: {
                [key: string]: string;
            };
            /** @description By file type. */
            files: {
                [key: string]: {
                    /** @description Behind `base_url`; it may have a query. */
                    path: string;
                    /** @description JSON pointer to the list of records; empty where the answer is the list. */
                    records: string;
                    /** @description By column of the file: a field of a record, or a JSON pointer in it. A list becomes one cell, joined by `|`. */
                    columns: {
                        [key: string]: string;
                    };
                    /**
                     * @description How the page after a page is found.
                     * @default {
                     *       "kind": "none"
                     *     }
                     */
                    next: {
                        /** @constant */
                        kind: "none";
                    } | {
                        /** @constant */
                        kind: "cursor";
                        /** @description JSON pointer to the next cursor; null, absent or empty ends. */
                        from: string;
                        /** @description Query parameter that takes it. */
                        parameter: string;
                    } | {
                        /** @constant */
                        kind: "link";
                        /** @description JSON pointer to the address of the next page; or `header`: of `Link`, rel="next". */
                        from: "header" | string;
                    } | {
                        /** @constant */
                        kind: "window";
                        /** @description Query parameter of where a window begins. */
                        from: string;
                        /** @description Query parameter of where it ends, which is where the next one begins. */
                        to: string;
                        /** @description How long a window is: `P5D`, `P1W`, `P1M`, `PT6H`. */
                        step: string;
                        /** @description Where the first window begins: a day, or a time in UTC. */
                        start: string;
                        /** @description Where the last one ends. If left out: when the pull begins; of days, the day after it. */
                        end?: string;
                    };
                    /**
                     * @description No record at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                    /**
                     * @description What becomes of a record that is the very same as one of the pages just before: a source whose pages overlap sends it twice. Within a page, records that look alike are rows.
                     * @default dropped
                     * @enum {string}
                     */
                    repeated: "dropped" | "kept";
                };
            };
        };
        NewHttpPagesSource: {
            /** @description For people; names may be the same. */
            name: string;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Lists of records, page by page, as JSON over HTTP.
             * @constant
             */
            kind: "http_pages";
            config: components["schemas"]["NewHttpPagesConfig"];
            credentials?: components["schemas"]["HttpPagesCredentials"];
            /**
             * @description Minutes from the beginning of a pull to that of the next one by the schedule.
             * @default 60
             */
            interval_minutes: number;
            /** @default true */
            is_enabled: boolean;
        };
        NewMongodbConfig: {
            /** @description A name, or an IPv4 or IPv6 address without brackets. */
            host: string;
            /** @default 27017 */
            port: number;
            database: string;
            /**
             * @description `verify-full`: encrypted, and the certificate is checked. `require`: encrypted, whoever it is. `disable`: in plain text, the password too.
             * @default verify-full
             * @enum {string}
             */
            tls: "verify-full" | "require" | "disable";
            /** @description With `verify-full`: who signed the certificate (PEM), where that is nobody known. */
            ca?: string;
            /** @description The database that knows the login; `database`, if left out. */
            auth_source?: string;
            /** @description By file type. */
            collections: {
                [key: string]: {
                    collection: string;
                    /** @description By column of the file: a field of a document, a path with dots, or a JSON pointer. A list becomes one cell, joined by `|`. */
                    columns: {
                        [key: string]: string;
                    };
                    /**
                     * @description No document at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                };
            };
        };
        NewMongodbSource: {
            /** @description For people; names may be the same. */
            name: string;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Collections of a MongoDB database.
             * @constant
             */
            kind: "mongodb";
            config: components["schemas"]["NewMongodbConfig"];
            credentials?: components["schemas"]["DatabaseCredentials"];
            /**
             * @description Minutes from the beginning of a pull to that of the next one by the schedule.
             * @default 60
             */
            interval_minutes: number;
            /** @default true */
            is_enabled: boolean;
        };
        NewPostgresConfig: {
            /** @description A name, or an IPv4 or IPv6 address without brackets. */
            host: string;
            /** @default 5432 */
            port: number;
            database: string;
            /**
             * @description `verify-full`: encrypted, and the certificate is checked. `require`: encrypted, whoever it is. `disable`: in plain text, the password too.
             * @default verify-full
             * @enum {string}
             */
            tls: "verify-full" | "require" | "disable";
            /** @description With `verify-full`: who signed the certificate (PEM), where that is nobody known. */
            ca?: string;
            /** @description By file type. All are read as of one moment. */
            tables: {
                [key: string]: {
                    /** @description One SELECT, WITH, VALUES or TABLE, run as it is in a transaction that only reads. */
                    query?: string;
                    /** @description Instead of a query: `table` or `schema.table`, as it is called in the database. Quotation marks are added. */
                    table?: string;
                    /** @description By column of the file: a column of the result, or of the table. Of a query they may be left out: each column of the result is one of the file then. */
                    columns?: {
                        [key: string]: string;
                    };
                    /**
                     * @description No row at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                };
            };
        };
        NewPostgresSource: {
            /** @description For people; names may be the same. */
            name: string;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Tables and queries of a Postgres database, as of one moment.
             * @constant
             */
            kind: "postgres";
            config: components["schemas"]["NewPostgresConfig"];
            credentials?: components["schemas"]["DatabaseCredentials"];
            /**
             * @description Minutes from the beginning of a pull to that of the next one by the schedule.
             * @default 60
             */
            interval_minutes: number;
            /** @default true */
            is_enabled: boolean;
        };
        /**
         * @example {
         *       "loan_type": "RETAIL",
         *       "to": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "reason": "half a delivery"
         *     }
         */
        NewRollback: {
            /**
             * Format: uuid
             * @description The sync, or the batch, whose publication is to be shown again.
             */
            to: string;
            reason: string;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "loan_type": "RETAIL",
         *       "name": "Core banking",
         *       "kind": "http_pages",
         *       "interval_minutes": 60,
         *       "is_enabled": true,
         *       "config": {
         *         "base_url": "https://api.bank.example/v1",
         *         "files": {
         *           "credit": {
         *             "path": "/loans",
         *             "records": "/data",
         *             "columns": {
         *               "loan_account_number": "loan_account_number",
         *               "customer_id": "customer_id",
         *               "customer_type": "customer_type"
         *             },
         *             "next": {
         *               "kind": "cursor",
         *               "from": "/next",
         *               "parameter": "cursor"
         *             }
         *           }
         *         }
         *       },
         *       "credentials": {
         *         "token": "a-secret-token"
         *       }
         *     }
         */
        NewSource: components["schemas"]["NewHttpPagesSource"] | components["schemas"]["NewPostgresSource"] | components["schemas"]["NewMongodbSource"];
        /**
         * @example {
         *       "tenant_id": "BANK001",
         *       "loan_type": "RETAIL"
         *     }
         */
        NewSync: {
            /**
             * @description May be left out where `dataset` is named; clients that are older than the other datasets always name it.
             * @example BANK001
             */
            tenant_id?: string;
            /** @default false */
            validate_only: boolean;
            /** @description Exactly these uploads; several of one file type are one file, in this order. The request waits up to 20 s for those that have been announced and not been staged yet. Without it the sync takes what is staged. */
            upload_ids?: string[];
            /** @description Derives the live batch anew, without any upload: with the settings as they are now. Not with `upload_ids`. */
            rebuild?: boolean;
            /** @description Publish also where more of the live keys would vanish than `max_removed_rate` allows. */
            accept_removal?: boolean;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "loan_type": "RETAIL",
         *       "file_type": "credit",
         *       "file_name": "retail_credit_2026-03.csv",
         *       "size_bytes": 18204311
         *     }
         */
        NewUpload: {
            file_type: components["schemas"]["FileType"];
            /** @description The bank's own name of the file; `.gz` at its end announces gzip. Not only blanks; without control characters and without characters that change the direction of writing. */
            file_name: string;
            /** @description Size of the file as it will be sent. */
            size_bytes: number;
            /** @description Of the file as it will be sent; checked on arrival. */
            sha256?: string;
            /**
             * Format: uuid
             * @description A sync: the file brings rows of its file anew, corrected. All other rows that it published stay. Only what is live can be corrected.
             */
            corrects?: string;
            /** @description A file with a header and no rows is taken, and publishes an empty book. */
            allow_empty?: boolean;
            /** @description Control total: the data rows of the file. The sync fails if it counts others. */
            expected_rows?: number;
            /** @description Control totals: the sum of an amount or integer column over all rows of the file, as text. The sync fails if it adds up others. */
            expected_sums?: {
                [key: string]: string;
            };
            /** @description Ask for part URLs also below 5 GiB. */
            multipart?: boolean;
            /** @description Bytes of each part but the last, of an upload in parts: what an interruption loses at most. 64 MiB if it is not given; larger than asked for where the parts would be more than 2,000. */
            part_size?: number;
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
        };
        NewUser: {
            /**
             * @description 2 to 64 characters: letters of the English alphabet, digits and . _ - + @, with a letter or a digit at either end. Capitals make no difference.
             * @example anna
             */
            username: string;
            role: components["schemas"]["Role"];
            /**
             * Format: password
             * @description At least 12 characters, any of Unicode, and at most 1024 bytes; not the username.
             */
            password: string;
        };
        NumericStats: {
            min: number | null;
            max: number | null;
            avg: number | null;
            /** @description Of the population. */
            stddev: number | null;
            /** @description Percentiles are exact; between two rows on the straight line (PERCENTILE_CONT, numpy, spreadsheets). */
            p05: number | null;
            p25: number | null;
            p50: number | null;
            p75: number | null;
            p95: number | null;
            total_count: number;
            null_count: number;
            zero_count: number;
            zero_or_null_count: number;
            zero_or_null_ratio: number;
            /** @description Buckets of equal width, from ≤ value < to, the last one with its `to`: 20, or, of whole numbers, at most 20 that hold 1, 2, 5, 10, 20 … of them each, the last of which may reach beyond the maximum. One bucket where all values are the same, none where all are absent. */
            histogram: {
                from: number;
                to: number;
                count: number;
            }[];
        };
        PasswordChange: {
            /**
             * Format: password
             * @description At least 12 characters, any of Unicode, and at most 1024 bytes; not the username.
             */
            password: string;
            /**
             * Format: password
             * @description The password in force: for changing your own.
             */
            current_password?: string;
        };
        /**
         * @example {
         *       "data": [
         *         {
         *           "loan_type": "RETAIL",
         *           "loaded_at": "2026-03-02T09:31:02Z",
         *           "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *           "files": {
         *             "credit": {
         *               "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *               "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *               "loaded_at": "2026-03-02T09:31:02Z",
         *               "row_count": 1000
         *             },
         *             "payment_plan": {
         *               "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *               "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *               "loaded_at": "2026-03-02T09:31:02Z",
         *               "row_count": 12000
         *             }
         *           },
         *           "credit_count": 1000,
         *           "payment_count": 12000,
         *           "outstanding_balance": "1830211.75",
         *           "average_rate": "0.185000",
         *           "weighted_average_rate": "0.181204",
         *           "days_past_due": [
         *             {
         *               "from": 0,
         *               "to": 0,
         *               "count": 940,
         *               "outstanding_balance": "1700000.00"
         *             },
         *             {
         *               "from": 1,
         *               "to": 30,
         *               "count": 60,
         *               "outstanding_balance": "130211.75"
         *             },
         *             {
         *               "from": 31,
         *               "to": 60,
         *               "count": 0,
         *               "outstanding_balance": "0.00"
         *             },
         *             {
         *               "from": 61,
         *               "to": 90,
         *               "count": 0,
         *               "outstanding_balance": "0.00"
         *             },
         *             {
         *               "from": 91,
         *               "to": null,
         *               "count": 0,
         *               "outstanding_balance": "0.00"
         *             }
         *           ],
         *           "statuses": [
         *             {
         *               "status": "ACTIVE",
         *               "count": 1000,
         *               "outstanding_balance": "1830211.75"
         *             }
         *           ]
         *         }
         *       ],
         *       "total": {
         *         "credit_count": 1000,
         *         "payment_count": 12000,
         *         "outstanding_balance": "1830211.75",
         *         "average_rate": "0.185000",
         *         "weighted_average_rate": "0.181204",
         *         "days_past_due": [
         *           {
         *             "from": 0,
         *             "to": 0,
         *             "count": 940,
         *             "outstanding_balance": "1700000.00"
         *           },
         *           {
         *             "from": 1,
         *             "to": 30,
         *             "count": 60,
         *             "outstanding_balance": "130211.75"
         *           },
         *           {
         *             "from": 31,
         *             "to": 60,
         *             "count": 0,
         *             "outstanding_balance": "0.00"
         *           },
         *           {
         *             "from": 61,
         *             "to": 90,
         *             "count": 0,
         *             "outstanding_balance": "0.00"
         *           },
         *           {
         *             "from": 91,
         *             "to": null,
         *             "count": 0,
         *             "outstanding_balance": "0.00"
         *           }
         *         ],
         *         "statuses": [
         *           {
         *             "status": "ACTIVE",
         *             "count": 1000,
         *             "outstanding_balance": "1830211.75"
         *           }
         *         ]
         *       },
         *       "next_cursor": null
         *     }
         */
        Portfolio: {
            data: components["schemas"]["LoanTypePortfolio"][];
            /** @description All loan types together. */
            total: components["schemas"]["PortfolioFigures"];
            /** @description Always null: there is one entry a loan type. */
            next_cursor: string | null;
        };
        /** @description Null where nothing is loaded. */
        PortfolioFigures: {
            credit_count: number | null;
            payment_count: number | null;
            outstanding_balance: string | null;
            /** @description Of the nominal rates of all loans, as a fraction of six decimals. */
            average_rate: string | null;
            /** @description The same, weighted by what is outstanding; null where nothing is. */
            weighted_average_rate: string | null;
            /** @description Loans by days past due: 0, 1–30, 31–60, 61–90, more than 90. */
            days_past_due: {
                from: number;
                to: number | null;
                count: number;
                /** @description Exact, with its full scale. */
                outstanding_balance: string;
            }[] | null;
            statuses: {
                status: string;
                count: number;
                /** @description Exact, with its full scale. */
                outstanding_balance: string;
            }[] | null;
        };
        PostgresConfig: {
            /** @description A name, or an IPv4 or IPv6 address without brackets. */
            host: string;
            /** @default 5432 */
            port: number;
            database: string;
            /**
             * @description `verify-full`: encrypted, and the certificate is checked. `require`: encrypted, whoever it is. `disable`: in plain text, the password too.
             * @default verify-full
             * @enum {string}
             */
            tls: "verify-full" | "require" | "disable";
            /** @description With `verify-full`: who signed the certificate (PEM), where that is nobody known. */
            ca?: string;
            /** @description By file type. All are read as of one moment. */
            tables: {
                [key: string]: {
                    /** @description One SELECT, WITH, VALUES or TABLE, run as it is in a transaction that only reads. */
                    query?: string;
                    /** @description Instead of a query: `table` or `schema.table`, as it is called in the database. Quotation marks are added. */
                    table?: string;
                    /** @description By column of the file: a column of the result, or of the table. Of a query they may be left out: each column of the result is one of the file then. */
                    columns?: {
                        [key: string]: string;
                    };
                    /**
                     * @description No row at all is an empty file, and no fault.
                     * @default false
                     */
                    allow_empty: boolean;
                };
            };
        };
        PostgresSource: {
            /** Format: uuid */
            source_id: string;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description For people; names may be the same. */
            name: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /**
             * @description Tables and queries of a Postgres database, as of one moment.
             * @constant
             */
            kind: "postgres";
            config: components["schemas"]["PostgresConfig"];
            /** @description Whether any are kept. */
            has_credentials: boolean;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes: number;
            /** @description Whether the schedule pulls. */
            is_enabled: boolean;
            /** @description The last pull, or the one under way. */
            pull_id: string | null;
            /** @description Of the schedule; null where it does not pull. */
            next_pull_at: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            updated_at: string;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @description RFC 9457. `type` is stable; `detail` and `errors` name the particulars.
         * @example {
         *       "type": "/problems/invalid-request",
         *       "title": "The request is not valid",
         *       "status": 400,
         *       "detail": "Not accepted: limit.",
         *       "errors": [
         *         {
         *           "field": "limit",
         *           "code": "range",
         *           "detail": "Must be between 1 and 1000."
         *         }
         *       ],
         *       "instance": "/api/data",
         *       "request_id": "6f2b0f2e-7a6e-4a3c-9f57-0c8f2d9f1b11"
         *     }
         */
        Problem: {
            /** @description Stable: `/problems/<code>`, a page that explains it. */
            type: string;
            title: string;
            status: number;
            detail: string;
            message?: components["schemas"]["Message"];
            /** @description At most 100, and then how many more there are. */
            errors?: components["schemas"]["FieldError"][];
            instance: string;
            request_id: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Statistics of the current batch. Ratios have four decimals, percentages two. */
        Profile: {
            /** @description A file type of the dataset. */
            data_type: string;
            /** Format: uuid */
            batch_id: string;
            row_count: number;
            numeric_stats: {
                [key: string]: components["schemas"]["NumericStats"];
            };
            categorical_stats: {
                [key: string]: components["schemas"]["CategoricalStats"];
            };
            null_ratios: {
                [key: string]: number;
            };
            completeness: {
                [key: string]: components["schemas"]["Completeness"];
            };
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "published_at": "2026-03-02T09:31:03.000Z",
         *       "by": "sk_live_0a1b2c3d",
         *       "reason": null,
         *       "files": {
         *         "credit": {
         *           "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *           "rows": 998
         *         }
         *       },
         *       "live": true,
         *       "restorable": true
         *     }
         */
        Publication: {
            /**
             * Format: uuid
             * @description The batch of the sync that was published.
             */
            batch_id: string;
            /** Format: uuid */
            sync_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            published_at: string;
            /** @description `schedule`, the prefix of the key, or `operator`; `unknown` of old ones. */
            by: string;
            /** @description Why the book was rolled back; null for what a sync published. */
            reason: string | null;
            /** @description By file type: what was shown from then on. */
            files: {
                [key: string]: components["schemas"]["PublishedFile"];
            };
            live: boolean;
            /** @description Whether its rows are kept, so that a rollback can show them again. */
            restorable: boolean;
            loan_type?: components["schemas"]["LoanType"];
        };
        /** @description `rows` is null where the rows are not kept any more. */
        PublishedFile: {
            /** Format: uuid */
            batch_id: string;
            rows: number | null;
        };
        /**
         * @example {
         *       "source_id": "0197a1b2-0000-7000-8000-000000000021",
         *       "pull_id": "0197a1b2-0000-7000-8000-000000000022",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "trigger": "SCHEDULE",
         *       "status": "SYNCED",
         *       "files": {
         *         "credit": {
         *           "requests": 73,
         *           "rows": 36412,
         *           "repeated_rows": 0,
         *           "bytes": 9204311,
         *           "upload_id": "0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f"
         *         }
         *       },
         *       "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "failure": null,
         *       "created_at": "2026-03-02T09:30:00.000Z",
         *       "started_at": "2026-03-02T09:30:01.000Z",
         *       "completed_at": "2026-03-02T09:31:03.000Z"
         *     }
         */
        Pull: {
            /** Format: uuid */
            pull_id: string;
            /** Format: uuid */
            source_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** @enum {string} */
            trigger: "SCHEDULE" | "MANUAL";
            status: components["schemas"]["PullStatus"];
            /** @description By file type. */
            files: {
                [key: string]: {
                    /** @description Answers of the source that were read. */
                    requests: number;
                    /** @description Written into the file. */
                    rows: number;
                    /** @description Records left out, because an earlier page had brought the very same ones. */
                    repeated_rows: number;
                    /** @description Of the file. */
                    bytes: number;
                    /** @description Null until the file is complete. */
                    upload_id: string | null;
                };
            };
            sync_id: string | null;
            failure: components["schemas"]["Reason"] | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            started_at: string | null;
            completed_at: string | null;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @description QUEUED → PULLING → STAGED (all files are there, and their sync is on its way) → SYNCED (it is completed); or FAILED, and `failure` says why.
         * @enum {string}
         */
        PullStatus: "QUEUED" | "PULLING" | "STAGED" | "SYNCED" | "FAILED";
        /**
         * @description A problem that belongs to an upload or a sync.
         * @example {
         *       "type": "/problems/header-missing-columns",
         *       "title": "Columns are missing",
         *       "status": 422,
         *       "detail": "The header line lacks 1 column: id.",
         *       "errors": [
         *         {
         *           "field": "id",
         *           "code": "missing-column",
         *           "detail": "This column is required."
         *         }
         *       ]
         *     }
         */
        Reason: {
            /** @description Stable: `/problems/<code>`, a page that explains it. */
            type: string;
            title: string;
            status: number;
            detail: string;
            message?: components["schemas"]["Message"];
            /** @description At most 100, and then how many more there are. */
            errors?: components["schemas"]["FieldError"][];
        };
        ReceivedEvents: {
            accepted: number;
            /** @description Known already, of an earlier request or of this one. */
            duplicates: number;
            rejected: {
                /** @description In the list that was sent, from 0. */
                index: number;
                errors: components["schemas"]["FieldError"][];
            }[];
        };
        /** @description A part that has arrived; `complete` takes its number and etag. */
        ReceivedPart: {
            part_number: number;
            etag: string;
            size_bytes: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            received_at: string;
        };
        /**
         * @example {
         *       "part_size": 67108864,
         *       "part_count": 7,
         *       "expires_at": "2026-03-02T21:30:00.000Z",
         *       "data": [
         *         {
         *           "part_number": 1,
         *           "etag": "\"9b2cf535f27731c974343645a3985328\"",
         *           "size_bytes": 67108864,
         *           "received_at": "2026-03-02T09:30:20.000Z"
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        ReceivedParts: {
            /** @description Bytes of each part but the last. */
            part_size: number;
            /** @description Parts that the whole file has. */
            part_count: number;
            /**
             * Format: date-time
             * @description Until when parts can be sent.
             * @example 2026-03-02T09:30:00.000Z
             */
            expires_at: string;
            data: components["schemas"]["ReceivedPart"][];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
        };
        RecurringError: {
            /** @description Of `group_by=rule`. */
            rule_id: string | null;
            /** @description Of `group_by=rule` and `field`; null also for faults of a row as a whole. */
            field_name: string | null;
            /** @description A file type of the dataset. */
            file_type: string;
            /** @description Of `group_by=rule`. */
            error_type: components["schemas"]["ErrorType"] | null;
            /** @description Findings of all severities. */
            count: number;
            error_count: number;
            quarantine_count: number;
            warning_count: number;
            /** @description Syncs that have such a finding. */
            sync_count: number;
            /** @description The newest of them. */
            last_seen: {
                /** Format: uuid */
                sync_id: string;
                /** @description The family of files. */
                dataset: string;
                /** @description What of the dataset; null where it has no variants. */
                variant: string | null;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 * @example 2026-03-02T09:30:00.000Z
                 */
                completed_at: string;
                loan_type?: components["schemas"]["LoanType"];
            };
        };
        /**
         * @example {
         *       "syncs_considered": 20,
         *       "data": [
         *         {
         *           "rule_id": "LOAN-CREDIT-064",
         *           "field_name": "final_maturity_date",
         *           "file_type": "credit",
         *           "error_type": "FORMAT",
         *           "count": 31,
         *           "error_count": 31,
         *           "quarantine_count": 0,
         *           "warning_count": 0,
         *           "sync_count": 3,
         *           "last_seen": {
         *             "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *             "dataset": "loans",
         *             "variant": "RETAIL",
         *             "loan_type": "RETAIL",
         *             "completed_at": "2026-03-02T09:31:02.500Z"
         *           }
         *         }
         *       ],
         *       "next_cursor": null
         *     }
         */
        RecurringErrors: {
            /** @description Ended syncs that were looked at, with and without findings. */
            syncs_considered: number;
            data: components["schemas"]["RecurringError"][];
            /** @description `cursor` of the next page; null on the last one. */
            next_cursor: string | null;
        };
        RefreshTokenBody: {
            /** @description The last one that was handed out. */
            refresh_token: string;
            /**
             * @description If named, it must be the tenant of the credentials.
             * @example BANK001
             */
            tenant_id?: string;
        };
        /**
         * @description Every role reads; operator also uploads, syncs and configures; admin also handles keys and users.
         * @enum {string}
         */
        Role: "admin" | "operator" | "viewer";
        /** @enum {string} */
        RowChange: "added" | "removed" | "changed";
        /**
         * @description One check of every row. Its id never changes its meaning.
         * @example {
         *       "rule_id": "LOAN-CREDIT-064",
         *       "ruleset_version": "loans-1",
         *       "dataset": "loans",
         *       "file_type": "credit",
         *       "variants": [
         *         "RETAIL"
         *       ],
         *       "severity": "ERROR",
         *       "error_type": "FORMAT",
         *       "field_name": "final_maturity_date",
         *       "fields": [
         *         "final_maturity_date"
         *       ],
         *       "expected": "final_maturity_date must be a calendar date between 1900 and 2100, written YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY.",
         *       "why": "A day that no calendar has, or one with day and month in doubt, could only be guessed.",
         *       "examples": {
         *         "variant": "RETAIL",
         *         "header": "loan_account_number;…;final_maturity_date;…",
         *         "passes": {
         *           "cells": {
         *             "final_maturity_date": "20250128"
         *           },
         *           "lines": [
         *             "00000017;…;20250128;…"
         *           ],
         *           "note": null
         *         },
         *         "fails": {
         *           "cells": {
         *             "final_maturity_date": "20250230"
         *           },
         *           "lines": [
         *             "00000017;…;20250230;…"
         *           ],
         *           "note": null
         *         }
         *       }
         *     }
         */
        Rule: {
            rule_id: string;
            ruleset_version: string;
            /** @description The family of files. */
            dataset: string;
            file_type: components["schemas"]["FileType"];
            /** @description The variants whose files it checks; null where the dataset has none. */
            variants: string[] | null;
            severity: components["schemas"]["Severity"];
            error_type: components["schemas"]["ErrorType"];
            /** @description The field a finding is filed under; null for a fault of the row as a whole. */
            field_name: string | null;
            /** @description Every field it reads, that one first. */
            fields: string[];
            /** @description What must be so. */
            expected: string;
            expected_message?: components["schemas"]["Message"];
            /** @description Why it must be so; where it does not reject, why it is remarkable. */
            why: string;
            why_message?: components["schemas"]["Message"];
            /** @description Made up, no bank data. `fails` breaks this rule and no other. */
            examples: {
                /** @description What of the dataset; null where it has no variants. */
                variant: string | null;
                header: string;
                passes: components["schemas"]["RuleExample"];
                fails: components["schemas"]["RuleExample"];
                loan_type?: components["schemas"]["LoanType"];
            };
            loan_types?: ("RETAIL" | "COMMERCIAL")[];
        };
        RuleExample: {
            /** @description The cells the rule is about, by column; none where it is about the row as a whole. */
            cells: {
                [key: string]: string;
            };
            /** @description Whole rows, as they stand in a file below `header`. */
            lines: string[];
            /** @description What the lines alone do not show. */
            note: string | null;
            note_message?: components["schemas"]["Message"];
        };
        /**
         * @description ERROR: the row is rejected. QUARANTINE: it is loaded, flagged, and left out unless asked for. WARNING: it is loaded.
         * @enum {string}
         */
        Severity: "ERROR" | "QUARANTINE" | "WARNING";
        /**
         * @example {
         *       "source_id": "0197a1b2-0000-7000-8000-000000000021",
         *       "tenant_id": "BANK001",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "name": "Core banking",
         *       "kind": "http_pages",
         *       "interval_minutes": 60,
         *       "is_enabled": true,
         *       "config": {
         *         "base_url": "https://api.bank.example/v1",
         *         "files": {
         *           "credit": {
         *             "path": "/loans",
         *             "records": "/data",
         *             "columns": {
         *               "loan_account_number": "loan_account_number",
         *               "customer_id": "customer_id",
         *               "customer_type": "customer_type"
         *             },
         *             "next": {
         *               "kind": "cursor",
         *               "from": "/next",
         *               "parameter": "cursor"
         *             },
         *             "allow_empty": false,
         *             "repeated": "dropped"
         *           }
         *         }
         *       },
         *       "has_credentials": true,
         *       "pull_id": "0197a1b2-0000-7000-8000-000000000022",
         *       "next_pull_at": "2026-03-02T10:30:00.000Z",
         *       "created_at": "2026-03-01T09:00:00.000Z",
         *       "updated_at": "2026-03-01T09:00:00.000Z"
         *     }
         */
        Source: components["schemas"]["HttpPagesSource"] | components["schemas"]["PostgresSource"] | components["schemas"]["MongodbSource"];
        /**
         * @example {
         *       "interval_minutes": 1440
         *     }
         */
        SourceChange: {
            /** @description For people; names may be the same. */
            name?: string;
            /** @description Of the kind that the source is. Takes the place of the whole configuration. */
            config?: components["schemas"]["NewHttpPagesConfig"] | components["schemas"]["NewPostgresConfig"] | components["schemas"]["NewMongodbConfig"];
            /** @description Null takes away those that are kept. */
            credentials?: (components["schemas"]["HttpPagesCredentials"] | components["schemas"]["DatabaseCredentials"]) | null;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes?: number;
            is_enabled?: boolean;
        };
        /**
         * @example {
         *       "reachable": true,
         *       "files": {
         *         "credit": {
         *           "columns": [
         *             "loan_account_number",
         *             "customer_id",
         *             "customer_type"
         *           ],
         *           "rows_seen": 500
         *         }
         *       },
         *       "problems": []
         *     }
         */
        SourceTest: {
            /** @description Whether the source answered each request. */
            reachable: boolean;
            /** @description By file type: what its first page holds. */
            files: {
                [key: string]: {
                    /** @description Columns that have a value in any of these rows. */
                    columns: string[];
                    /** @description Of the first page. */
                    rows_seen: number;
                };
            };
            /** @description Empty where a pull would go through. `only-page`: it would, and perhaps without the pages after the first. `no-snapshot`: it would, and not as of one moment. */
            problems: components["schemas"]["FieldError"][];
        };
        /** @description What a sync spent its time on; known when it has ended. */
        StageTime: {
            /** @enum {string} */
            stage: "fetch" | "check" | "inspect" | "duplicates" | "count" | "keep" | "compare" | "derive" | "publish" | "warnings" | "clean-up";
            duration_ms: number;
        };
        Stream: {
            name: string;
            title: string;
            /** @description Whose live half it is. */
            dataset: string;
            columns: {
                name: string;
                kind: string;
                required: boolean;
                meaning: string;
                /** @description Of JSON. Numbers are taken digit by digit. */
                takes: ("string" | "number")[];
            }[];
            /** @description The column by which an event is known, for 30 days. */
            id: string;
            /** @description The column that is added up, and compared with the threshold. */
            amount: string;
            /** @description The column that says when it happened. */
            time: string;
            /** @description The category of an event is `value` of the row of `table` whose `key` is its `of`. */
            category: {
                table: string;
                key: string;
                value: string;
                of: string;
                otherwise: string;
            };
            /** @description The JSON Schema of what a tenant may choose. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Of one request. */
            most_events: number;
        };
        StreamAlert: {
            /** Format: uuid */
            alert_id: string;
            stream: string;
            /** @enum {string} */
            status: "open" | "closed";
            /** @description What the amount was more than. */
            threshold: string;
            /** @description Of the settings by which it is one; 0 of the defaults. */
            settings_version: number;
            event: components["schemas"]["StreamEvent"];
            /** @description Of whoever closed it. */
            note: string | null;
            closed_at: string | null;
            /** @description A username, or the prefix of a key. */
            closed_by: string | null;
        };
        /** @description Of all events that were ever recorded. */
        StreamCounters: {
            transactions: number;
            /** @description Exact, with the scale of the amount. */
            total_value: string;
            /** @description That were ever raised, closed ones too. */
            alerts: number;
            by_category: {
                [key: string]: {
                    transactions: number;
                    /** @description Exact, with the scale of the amount. */
                    total_value: string;
                };
            };
        };
        /** @description The members that were sent, as they were read, and what became of it. */
        StreamEvent: {
            /** @description As the live book of the dataset had it when the event was recorded. */
            category: string;
            is_alert: boolean;
            /** @description Its number: the order of the stream. Not every number is an event. */
            sequence: number;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            received_at: string;
            /**
             * Format: date-time
             * @description When it was counted: from then on it is seen.
             * @example 2026-03-02T09:30:00.000Z
             */
            recorded_at: string;
        } & {
            [key: string]: string | number | boolean;
        };
        StreamSettings: {
            stream: string;
            /**
             * @description An event of strictly more is an alert.
             * @example 2000.00
             */
            threshold: string;
            /** @description 0 of the defaults; each change has the next. */
            version: number;
            changed_at: string | null;
        };
        /**
         * @example {
         *       "sync_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "published_at": "2026-03-02T09:31:02Z",
         *       "compared_with": {
         *         "sync_id": "0195c0b1-33aa-7b10-9c4d-2f1e0d9c8b7a",
         *         "published_at": "2026-03-01T09:30:58Z"
         *       },
         *       "files": {
         *         "credit": {
         *           "delivered": true,
         *           "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *           "batch_id_before": "0195c0b1-33aa-7b10-9c4d-2f1e0d9c8b7a",
         *           "rows_before": 1000,
         *           "rows_after": 1010,
         *           "added": 15,
         *           "removed": 5,
         *           "changed": 90,
         *           "unchanged": 905,
         *           "changed_columns": {
         *             "original_loan_amount": 88
         *           },
         *           "totals": {
         *             "original_loan_amount": {
         *               "before": "1830211.75",
         *               "after": "1799034.10"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        SyncChanges: {
            /** Format: uuid */
            sync_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** @description Null of a sync that waits to be published. */
            published_at: string | null;
            /** @description The sync whose load was current before. */
            compared_with: {
                /** Format: uuid */
                sync_id: string;
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 * @example 2026-03-02T09:30:00.000Z
                 */
                published_at: string;
            };
            /** @description Null where nothing of the file type is loaded. */
            files: {
                [key: string]: components["schemas"]["FileChanges"] | null;
            };
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "tenant_id": "BANK001",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "is_enabled": true,
         *       "sync_interval_minutes": 1,
         *       "max_error_rate": 0.5,
         *       "max_removed_rate": 0.8,
         *       "requires": [],
         *       "publish": "automatic",
         *       "last_sync_at": null,
         *       "last_sync_status": "PENDING",
         *       "created_at": "2026-03-02T09:00:00.000Z",
         *       "updated_at": "2026-03-02T09:00:00.000Z"
         *     }
         */
        SyncConfig: {
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            is_enabled: boolean;
            sync_interval_minutes: number;
            max_error_rate: number;
            max_removed_rate: number;
            requires: string[];
            /** @enum {string} */
            publish: "automatic" | "manual";
            last_sync_at: string | null;
            /** @enum {string} */
            last_sync_status: "PENDING" | "COMPLETED" | "FAILED";
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            updated_at: string;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @example {
         *       "max_error_rate": 0.02
         *     }
         */
        SyncConfigPatch: {
            is_enabled?: boolean;
            /** @description The schedule starts a sync no sooner than this after the one before. */
            sync_interval_minutes?: number;
            /** @description A sync fails when the share of rejected rows, of a file or of all, is strictly above it. */
            max_error_rate?: number;
            /** @description A sync fails when it would remove a larger share of the live keys of a file type; it applies where at least 1,000 rows are live. */
            max_removed_rate?: number;
            /** @description File types that the schedule waits for, so that they are loaded together. */
            requires?: string[];
            /**
             * @description `manual`: a loaded batch waits until it is published, or discarded.
             * @enum {string}
             */
            publish?: "automatic" | "manual";
        };
        /** @description Exactly: amounts have all decimals of the dataset. */
        SyncCoverage: {
            rows: number;
            rows_matched: number;
            amount: string;
            amount_matched: string;
        };
        /** @description One file of a sync. Counts are null until it has been checked. */
        SyncFile: {
            /** @description The first of `uploads`; null where the sync brought no such file and only rows returned. */
            upload_id: string | null;
            uploads: components["schemas"]["DeliveredUpload"][];
            total_rows: number | null;
            valid_rows: number | null;
            rejected_rows: number | null;
            /** @description Of the valid rows those that are left out unless asked for; null of old syncs. */
            quarantined_rows: number | null;
            error_count: number | null;
            /** @description Rows of the live book that a correction left as they were. Kept + valid + returned = live. */
            kept_rows: number | null;
            /** @description Rows that an earlier sync had rejected for want of their reference, and that a correction brought back. */
            returned_rows: number | null;
            /** @description Keys of the live book that the new one has not; null where there was none. */
            removed_rows: number | null;
        };
        /**
         * @example {
         *       "id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "tenant_id": "BANK001",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "batch_id": "0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f",
         *       "trigger": "SCHEDULE",
         *       "validate_only": false,
         *       "corrects": null,
         *       "status": "COMPLETED",
         *       "progress": 1,
         *       "attempt": 1,
         *       "rebuild": false,
         *       "files": {
         *         "credit": {
         *           "upload_id": "0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f",
         *           "uploads": [
         *             {
         *               "upload_id": "0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f",
         *               "file_name": "retail_credit_2026-03.csv",
         *               "size_bytes": 204311,
         *               "sent_by": "sk_live_0a1b2c3d",
         *               "total_rows": 1000
         *             }
         *           ],
         *           "total_rows": 1000,
         *           "valid_rows": 998,
         *           "rejected_rows": 2,
         *           "quarantined_rows": 0,
         *           "error_count": 3,
         *           "kept_rows": null,
         *           "returned_rows": null,
         *           "removed_rows": 4
         *         }
         *       },
         *       "derived": {},
         *       "coverage": null,
         *       "settings_version": null,
         *       "error_count": 3,
         *       "warning_count": 12,
         *       "error_summary": {
         *         "by_type": {
         *           "FORMAT": 2,
         *           "REQUIRED": 1
         *         },
         *         "by_field": {
         *           "final_maturity_date": 2,
         *           "loan_account_number": 1
         *         },
         *         "by_rule": {
         *           "LOAN-CREDIT-064": 2,
         *           "LOAN-CREDIT-011": 1
         *         }
         *       },
         *       "removed_rows": 4,
         *       "notices": [],
         *       "stages": [
         *         {
         *           "stage": "check",
         *           "duration_ms": 1840
         *         }
         *       ],
         *       "failure": null,
         *       "publication": "published",
         *       "published_at": "2026-03-02T09:31:03.000Z",
         *       "ruleset_version": "loans-1",
         *       "queued_at": "2026-03-02T09:31:00.000Z",
         *       "started_at": "2026-03-02T09:31:01.000Z",
         *       "completed_at": "2026-03-02T09:31:03.250Z",
         *       "duration_ms": 2250
         *     }
         */
        SyncLog: {
            /** Format: uuid */
            id: string;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** Format: uuid */
            batch_id: string;
            /** @enum {string} */
            trigger: "SCHEDULE" | "MANUAL";
            validate_only: boolean;
            /** @description The sync whose rows this one corrected; null for one that brought whole files. */
            corrects: string | null;
            status: components["schemas"]["SyncStatus"];
            progress: number;
            /** @description How often the work was begun; more than 1 after an interruption. */
            attempt: number;
            /** @description Whether it brought no files, and derived the live batch anew. `files` has those that it loaded once more, because their private columns were hashed under a former key. */
            rebuild: boolean;
            files: {
                [key: string]: components["schemas"]["SyncFile"];
            };
            /** @description By derived table; empty until they have been derived. */
            derived: {
                [key: string]: {
                    rows: number;
                };
            };
            /** @description How much of what was derived is of something that the files have; null where the dataset does not measure it, or the sync has not come to that. */
            coverage: components["schemas"]["SyncCoverage"] | null;
            /** @description Of the dataset's settings as they were used; null where it has none, or has not come to that. */
            settings_version: number | null;
            /** @description Findings of severity ERROR; null until the files have been checked. */
            error_count: number | null;
            /** @description Findings of severity WARNING; those rows are loaded. */
            warning_count: number | null;
            error_summary: components["schemas"]["ErrorSummary"] | null;
            /** @description Keys of the live book that the new one has not, of all files together. */
            removed_rows: number | null;
            notices: components["schemas"]["SyncNotice"][];
            stages: components["schemas"]["StageTime"][];
            failure: components["schemas"]["Reason"] | null;
            /** @description `pending`: loaded, and waiting for `publish` or `discard`. Null where there is nothing to publish: the sync has not ended, has failed, or only validated its files. */
            publication: ("pending" | "published" | "discarded") | null;
            published_at: string | null;
            ruleset_version: string;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            queued_at: string;
            started_at: string | null;
            completed_at: string | null;
            /** @description From started_at to completed_at. */
            duration_ms: number | null;
            loan_type?: components["schemas"]["LoanType"];
            total_credit_rows?: number | null;
            valid_credit_rows?: number | null;
            total_payment_rows?: number | null;
            valid_payment_rows?: number | null;
        };
        /** @description Something worth knowing that rejects nothing, such as an upload that the sync did not take. */
        SyncNotice: {
            code: string;
            detail: string;
            message?: components["schemas"]["Message"];
            rows?: number;
            count?: number;
            upload_ids?: string[];
        };
        /**
         * @description COMPLETED with rejected rows is COMPLETED: the counts tell. FAILED: `failure` says why; the data before is in place.
         * @enum {string}
         */
        SyncStatus: "QUEUED" | "FETCHING" | "VALIDATING" | "NORMALIZING" | "STORING" | "COMPLETED" | "FAILED";
        /**
         * @example {
         *       "tenant_id": "BANK001",
         *       "name": "Bank 001",
         *       "api_key_prefix": "sk_live_0a1b2c3d",
         *       "username": null,
         *       "role": "admin",
         *       "created_at": "2026-03-02T09:00:00.000Z"
         *     }
         */
        Tenant: {
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            name: string;
            /** @description Of the key behind these credentials; null for a user. */
            api_key_prefix: string | null;
            /** @description Who is signed in; null where a key is behind it. */
            username: string | null;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
        };
        Tokens: {
            /** @description For `Authorization: Bearer …`. */
            access_token: string;
            /** @description Good for one use, within an hour. Keep it where no script of others reads it. */
            refresh_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds that the access token lives. */
            expires_in: number;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            role: components["schemas"]["Role"];
        };
        TradeOutcome: {
            /** @description the trade; unique in the file */
            transaction_id: string;
            /** @description who traded */
            client_id: string;
            /** @description which way the trade went */
            transaction_type: string;
            /** @description the day of the trade */
            transaction_date: string;
            /** @description short name of the share */
            stock_ticker: string;
            stock_name: string | null;
            /** @description how many shares */
            shares: number;
            /** @description price of one share */
            price: string;
            /** @description shares times price; below 0 for a sale */
            amount: string;
            /** @description ISO 4217 code of the currency of price and amount */
            currency: string;
            transaction_channel: string | null;
            /** @description currency of the client's account */
            account_currency: string;
            rate: string | null;
            converted_amount: string | null;
            /** @description whether the trade was carried out */
            transaction_status: string;
            failure_reason: string | null;
            /** @description balance after the trade */
            balance_after: string;
            /** @description debt after the trade */
            debt_after: string;
            row_number: number;
        };
        TriedHttpPagesSource: {
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Lists of records, page by page, as JSON over HTTP.
             * @constant
             */
            kind: "http_pages";
            config: components["schemas"]["NewHttpPagesConfig"];
            credentials?: components["schemas"]["HttpPagesCredentials"];
            /** @description For people; names may be the same. */
            name?: string;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes?: number;
            is_enabled?: boolean;
        };
        TriedMongodbSource: {
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Collections of a MongoDB database.
             * @constant
             */
            kind: "mongodb";
            config: components["schemas"]["NewMongodbConfig"];
            credentials?: components["schemas"]["DatabaseCredentials"];
            /** @description For people; names may be the same. */
            name?: string;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes?: number;
            is_enabled?: boolean;
        };
        TriedPostgresSource: {
            /** @description `loans` where it is not given. */
            dataset?: components["schemas"]["DatasetName"];
            variant?: components["schemas"]["Variant"];
            loan_type?: components["schemas"]["LoanType"];
            /**
             * @description Tables and queries of a Postgres database, as of one moment.
             * @constant
             */
            kind: "postgres";
            config: components["schemas"]["NewPostgresConfig"];
            credentials?: components["schemas"]["DatabaseCredentials"];
            /** @description For people; names may be the same. */
            name?: string;
            /** @description Minutes from the beginning of a pull to that of the next one by the schedule. */
            interval_minutes?: number;
            is_enabled?: boolean;
        };
        /**
         * @example {
         *       "loan_type": "RETAIL",
         *       "kind": "http_pages",
         *       "config": {
         *         "base_url": "https://api.bank.example/v1",
         *         "files": {
         *           "credit": {
         *             "path": "/loans",
         *             "records": "/data",
         *             "columns": {
         *               "loan_account_number": "loan_account_number",
         *               "customer_id": "customer_id",
         *               "customer_type": "customer_type"
         *             },
         *             "next": {
         *               "kind": "cursor",
         *               "from": "/next",
         *               "parameter": "cursor"
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        TriedSource: components["schemas"]["TriedHttpPagesSource"] | components["schemas"]["TriedPostgresSource"] | components["schemas"]["TriedMongodbSource"];
        /**
         * @example {
         *       "upload_id": "0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f",
         *       "tenant_id": "BANK001",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "file_type": "credit",
         *       "file_name": "retail_credit_2026-03.csv",
         *       "size_bytes": 18204311,
         *       "sent_by": "sk_live_0a1b2c3d",
         *       "corrects": null,
         *       "allow_empty": false,
         *       "expected_rows": 14060,
         *       "expected_sums": null,
         *       "status": "AWAITING_UPLOAD",
         *       "problem": null,
         *       "superseded_by": null,
         *       "row_estimate": null,
         *       "created_at": "2026-03-02T09:30:00.000Z",
         *       "staged_at": null,
         *       "sync_id": null,
         *       "upload": {
         *         "method": "PUT",
         *         "url": "https://s3.example.com/staging/BANK001/…/0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f.csv?X-Amz-Signature=…",
         *         "headers": {},
         *         "expires_at": "2026-03-02T10:30:00.000Z"
         *       }
         *     }
         */
        Upload: {
            /** Format: uuid */
            upload_id: string;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** @description A file type of the dataset. */
            file_type: string;
            file_name: string;
            size_bytes: number;
            /** @description Who announced it: the prefix of a key, or `operator`. */
            sent_by: string | null;
            /** @description The sync whose rows the file brings anew. */
            corrects: string | null;
            allow_empty: boolean;
            expected_rows: number | null;
            expected_sums: {
                [key: string]: string;
            } | null;
            status: components["schemas"]["UploadStatus"];
            problem: components["schemas"]["Reason"] | null;
            /** @description The newer upload, of one that is SUPERSEDED. */
            superseded_by: string | null;
            row_estimate: number | null;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            staged_at: string | null;
            sync_id: string | null;
            upload?: components["schemas"]["UploadInstructions"];
            loan_type?: components["schemas"]["LoanType"];
        };
        /** @description Where to send the file: presigned, no other credentials needed. */
        UploadInstructions: {
            /** @constant */
            method: "PUT";
            /**
             * Format: uri
             * @description Good for exactly `size_bytes` bytes: the storage answers 403 to any other length.
             */
            url: string;
            /** @description To be sent exactly so; empty for a plain `curl -T`. */
            headers: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            expires_at: string;
        } | {
            /** @constant */
            method: "MULTIPART";
            /** @description Bytes of each part but the last. */
            part_size: number;
            parts: {
                part_number: number;
                /** Format: uri */
                url: string;
            }[];
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            expires_at: string;
        };
        /**
         * @description AWAITING_UPLOAD → STAGED → SYNCING → LOADED; or REJECTED (the file as a whole cannot be read; `problem` says why), FAILED (its sync failed; the file is kept), SUPERSEDED (a newer upload of the same kind was staged before the sync), EXPIRED (no file came in time; or it was cancelled, by the bank or because its credential was taken away, and `problem` says so).
         * @enum {string}
         */
        UploadStatus: "AWAITING_UPLOAD" | "STAGED" | "SYNCING" | "LOADED" | "REJECTED" | "FAILED" | "SUPERSEDED" | "EXPIRED";
        /**
         * @example {
         *       "username": "anna",
         *       "role": "operator",
         *       "is_active": true,
         *       "created_at": "2026-03-02T09:00:00.000Z",
         *       "last_login_at": "2026-03-02T09:30:00.000Z"
         *     }
         */
        User: {
            /**
             * @description In small letters.
             * @example anna
             */
            username: string;
            role: components["schemas"]["Role"];
            /** @description Whether the user can sign in. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             * @example 2026-03-02T09:30:00.000Z
             */
            created_at: string;
            last_login_at: string | null;
        };
        UserChange: {
            role?: components["schemas"]["Role"];
            is_active?: boolean;
        };
        /**
         * @example {
         *       "row_number": 17,
         *       "line_number": 18,
         *       "raw_value": "20250230",
         *       "record_key": "00000017",
         *       "dataset": "loans",
         *       "variant": "RETAIL",
         *       "loan_type": "RETAIL",
         *       "file_type": "credit",
         *       "upload_id": "0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f",
         *       "field_name": "final_maturity_date",
         *       "error_type": "FORMAT",
         *       "rule_id": "LOAN-CREDIT-064",
         *       "severity": "ERROR",
         *       "error_message": "final_maturity_date must be a calendar date between 1900 and 2100; got \"20250230\"."
         *     }
         */
        ValidationError: {
            /** @description Counts data rows from 1. */
            row_number: number;
            /** @description The line a text editor shows; the header is line 1. */
            line_number: number;
            /** @description The family of files. */
            dataset: string;
            /** @description What of the dataset; null where it has no variants. */
            variant: string | null;
            /** @description A file type of the dataset. */
            file_type: string;
            /** @description The upload that the row came with; row numbers count through all uploads of a file. */
            upload_id: string | null;
            field_name: string | null;
            error_type: components["schemas"]["ErrorType"];
            rule_id: string;
            severity: components["schemas"]["Severity"];
            error_message: string;
            message?: components["schemas"]["Message"];
            raw_value: string | null;
            record_key: string | null;
            loan_type?: components["schemas"]["LoanType"];
        };
        /**
         * @description A part of its dataset that is replaced as a whole; some datasets have none.
         * @enum {string}
         */
        Variant: "RETAIL" | "COMMERCIAL";
        VerifiedCredentials: {
            /** @constant */
            valid: true;
            /**
             * @description The caller's tenant.
             * @example BANK001
             */
            tenant_id: string;
            /** @description Who is signed in; null where a key is behind it. */
            username: string | null;
            role: components["schemas"]["Role"];
            /** @description When the access token runs out; null for an API key, which does not. */
            expires_at: string | null;
        };
        /**
         * @example {
         *       "part_numbers": [
         *         3,
         *         4,
         *         7
         *       ]
         *     }
         */
        WantedParts: {
            part_numbers: number[];
        };
    };
    responses: never;
    parameters: {
        /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
        TenantId: string;
        /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description The same id is in every log line of this request. */
        RequestId: string;
        /** @description What is left of each limit that the request counted towards, and seconds until it starts anew. */
        RateLimit: string;
        /** @description Those limits: how many (`q`) in how many seconds (`w`). */
        RateLimitPolicy: string;
        /** @description Seconds to wait. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listUploads: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                file_type?: components["schemas"]["FileType"];
                status?: components["schemas"]["UploadStatus"];
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of uploads. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Upload"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUpload: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description The upload, waiting for its file. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description Path of the upload. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-live`: Only what is live can be corrected or published: another load has been published since.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-large`: The file is larger than this service takes.
             *
             *     `payload-too-large`: The body of the request is larger than this operation takes.
             */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeUpload: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        /** @description At most 2097152 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompletedParts"];
            };
        };
        responses: {
            /** @description The upload; its file is now being checked. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload-not-open`: The upload is not waiting for its file, or is not a multipart upload.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `parts-mismatch`: The parts named do not match what was uploaded: one is missing, repeated, or its ETag differs.
             *
             *     `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUploadParts: {
        parameters: {
            query?: {
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of parts, by number. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedParts"];
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-not-open`: The upload is not waiting for its file, or is not a multipart upload. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    presignUploadParts: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedParts"];
            };
        };
        responses: {
            /** @description Presigned URLs of these parts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        method: "MULTIPART";
                        /** @description Bytes of each part but the last. */
                        part_size: number;
                        parts: {
                            part_number: number;
                            /** Format: uri */
                            url: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description ISO 8601, UTC.
                         * @example 2026-03-02T09:30:00.000Z
                         */
                        expires_at: string;
                    };
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload-not-open`: The upload is not waiting for its file, or is not a multipart upload.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `parts-mismatch`: The parts named do not match what was uploaded: one is missing, repeated, or its ETag differs.
             *
             *     `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelUpload: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload, EXPIRED. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `upload-not-open`: The upload is not waiting for its file, or is not a multipart upload.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startSync: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSync"];
            };
        };
        responses: {
            /** @description The sync, queued. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description Path of the sync log. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncLog"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `nothing-staged`: No file of this slice waits to be loaded.
             *
             *     `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `sync-disabled`: Syncs of this slice are disabled in the configuration.
             *
             *     `upload-not-staged`: An upload that `upload_ids` names has not arrived, was rejected, or belongs to another sync already.
             *
             *     `nothing-to-derive`: Nothing of the slice is live, or its dataset has no derived tables.
             *
             *     `wrong-state`: What is asked for cannot be done in the state that the thing is in.
             *
             *     `not-live`: Only what is live can be corrected or published: another load has been published since.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `uploads-mismatch`: The uploads are of several slices, one is named twice, or some of a file type are corrections and others are not, or of another sync.
             *
             *     `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSyncLogs: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                status?: components["schemas"]["SyncStatus"];
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of syncs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SyncLog"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncLog: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sync. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncLog"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSyncErrors: {
        parameters: {
            query?: {
                file_type?: components["schemas"]["FileType"];
                error_type?: components["schemas"]["ErrorType"];
                field_name?: string;
                severity?: components["schemas"]["Severity"];
                rule_id?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings, in the order of the file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ValidationError"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErrorGroups: {
        parameters: {
            query?: {
                file_type?: components["schemas"]["FileType"];
                error_type?: components["schemas"]["ErrorType"];
                field_name?: string;
                severity?: components["schemas"]["Severity"];
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of groups, the most frequent first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ErrorGroup"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncChanges: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changes, by file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncChanges"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: There is nothing at this address, or nothing of this tenant has this id.
             *
             *     `nothing-to-compare`: There was no load before this one, or neither its rows nor what followed from them are kept any more.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `sync-not-published`: The sync failed, or only validated its files: the data is what it was before.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChangedRows: {
        parameters: {
            query?: {
                change?: components["schemas"]["RowChange"];
                /** @description The first of the dataset where it is not given. */
                file_type?: components["schemas"]["FileType"];
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChangedRow"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: There is nothing at this address, or nothing of this tenant has this id.
             *
             *     `nothing-to-compare`: There was no load before this one, or neither its rows nor what followed from them are kept any more.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `sync-not-published`: The sync failed, or only validated its files: the data is what it was before.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishSync: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sync, published. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncLog"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-state`: What is asked for cannot be done in the state that the thing is in.
             *
             *     `not-live`: Only what is live can be corrected or published: another load has been published since.
             *
             *     `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardSync: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sync, discarded. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncLog"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-state`: What is asked for cannot be done in the state that the thing is in.
             *
             *     `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadSyncErrors: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the CSV file. */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description A presigned URL, valid for a short time. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRejectedRows: {
        parameters: {
            query: {
                file_type: components["schemas"]["FileType"];
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the CSV file. */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description A presigned URL, valid for a short time. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSyncConfigs: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All configurations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SyncConfig"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSyncConfig: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                /** @description A slice: `dataset.VARIANT`, a variant of the default dataset alone, or a dataset that has no variants. */
                slice: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncConfig"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSyncConfig: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                /** @description A slice: `dataset.VARIANT`, a variant of the default dataset alone, or a dataset that has no variants. */
                slice: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SyncConfigPatch"];
            };
        };
        responses: {
            /** @description The configuration as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncConfig"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sources, in the order in which they were made. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Source"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSource"];
            };
        };
        responses: {
            /** @description The source. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description Path of the source. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `too-many-sources`: The tenant has as many sources as one may have.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryOutSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["TriedSource"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceTest"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The source, without its credentials. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such source any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceChange"];
            };
        };
        responses: {
            /** @description The source as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Source"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testSource: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceTest"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startPull: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pull, queued. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description Path of the pull. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pull"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `pull-in-progress`: A pull of this source is queued or running, or the sync of its files is: there is one at a time.
             *
             *     `sync-disabled`: Syncs of this slice are disabled in the configuration.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPulls: {
        parameters: {
            query?: {
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of pulls. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Pull"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPull: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                pull_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pull as far as it is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pull"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStreams: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All streams. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Stream"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description It happened then or later. */
                from?: string;
                /** @description It happened before then. */
                to?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StreamEvent"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendEvents: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                stream: string;
            };
            cookie?: never;
        };
        /** @description At most 262144 bytes. */
        requestBody: {
            content: {
                "application/json": {
                    /** @description Each with the members that `GET /api/streams` lists, and no others. One that is not sound is rejected by itself, in the answer. */
                    events: {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
        responses: {
            /** @description What became of them; they are counted within a second or so. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedEvents"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query?: {
                /** @description The `next` of the answer before, unchanged. */
                after?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One moment of the stream. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveStream"];
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                status?: "open" | "closed";
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of alerts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StreamAlert"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlert: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The alert with its event. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamAlert"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeAlert: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
                alert_id: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    status: "closed";
                    /** @description What was found, for whoever looks later. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description The alert, closed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamAlert"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`: What is asked for cannot be done in the state that the thing is in. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStreamSettings: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings in force. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamSettings"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateStreamSettings: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                stream: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A decimal number above 0, as text.
                     * @example 3000.00
                     */
                    threshold: string;
                    /** @description Of the settings that were seen: 409 where others hold by now. */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description The settings in force. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamSettings"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`: What is asked for cannot be done in the state that the thing is in. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPublications: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of publications. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Publication"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBack: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRollback"];
            };
        };
        responses: {
            /** @description The new publication. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-state`: What is asked for cannot be done in the state that the thing is in.
             *
             *     `sync-in-progress`: A sync of this slice is queued or running; there is only one at a time.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `batch-gone`: The publication is known, and its rows have been dropped: only the newest are kept. */
            410: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listData: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description The first file type of the dataset where it is not given. */
                data_type?: components["schemas"]["DataType"];
                /** @description How many to answer at most (1 to 10000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. It stays with the batch of the first page, also when another is loaded. */
                cursor?: string;
                /** @description Rows to leave out before the first; not with `cursor`. */
                offset?: number;
                /** @description A column; `-` before it for descending. */
                sort?: string;
                /** @description A comma list of columns; all when left out. */
                columns?: string[];
                /** @description Quarantined rows are left out. `quarantined` adds them, `only-quarantined` gives only them; each row then has `quarantine_rule`: null, or the id of the first rule for which it is quarantined. */
                include?: "quarantined" | "only-quarantined";
                /**
                 * @description `filter[column][op]=value`, op one of eq, ne, gt, gte, lt, lte, in, contains, is_null; `filter[column]=value` is eq. `in` takes a comma list, `is_null` true or false; `contains` is for texts, without regard to case. Values are written as they are served (`ACTIVE`, `0.185`, `2025-12-31`). Several filters must all hold. A row without a value in the column fulfils only `is_null=true`, so `ne` leaves it out too.
                 * @example {
                 *       "original_loan_amount": {
                 *         "gte": "90"
                 *       }
                 *     }
                 */
                filter?: {
                    [key: string]: unknown;
                };
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataPage"];
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor-expired`: The pages belong to a batch that newer loads have replaced, and that is not kept any more: the rows that were to follow are gone. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDataRow: {
        parameters: {
            query: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description The first file type of the dataset where it is not given. */
                data_type?: components["schemas"]["DataType"];
                /**
                 * @description `key[column]=value`, one of every column of the key, `row_number` too where the key has it. Values are written as they are served.
                 * @example {
                 *       "loan_account_number": "00000017"
                 *     }
                 */
                key: {
                    [key: string]: unknown;
                };
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The row. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataRow"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `row-not-found`: Nothing that is live for this tenant has a row of this key. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecurringErrors: {
        parameters: {
            query?: {
                /** @description `field` tells the files apart too. */
                group_by?: "rule" | "field" | "file_type";
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                file_type?: components["schemas"]["FileType"];
                severity?: components["schemas"]["Severity"];
                /** @description Look at this many syncs at most (1 to 100). */
                last_syncs?: number;
                /** @description Look at syncs that ended then or later. */
                since?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of groups, the most frequent first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecurringErrors"];
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them; the first is meant where a request names none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Dataset"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dataset. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDatasetSettings: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings as they are. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSettings"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateDatasetSettings: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                dataset: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetSettingsPatch"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetSettings"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-state`: What is asked for cannot be done in the state that the thing is in. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAnalyses: {
        parameters: {
            query?: {
                dataset?: components["schemas"]["DatasetName"];
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Analysis"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askAnalysis: {
        parameters: {
            query?: {
                variant?: components["schemas"]["Variant"];
                /** @description The analysis's own parameters, each by its name. */
                parameters?: {
                    [key: string]: string;
                };
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                dataset: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalysisAnswer"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `not-found`: There is nothing at this address, or nothing of this tenant has this id.
             *
             *     `nothing-loaded`: No batch of this slice and data type has been published for this tenant yet.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPortfolio: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a loan type, and all together. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portfolio"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTradesClient: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientAccount"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `client-not-found`: Nothing that is live for this tenant has a client of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClientTransactions: {
        parameters: {
            query?: {
                /** @description No earlier trades; YYYY-MM-DD, inclusive. */
                start_date?: string;
                /** @description No later trades; YYYY-MM-DD, inclusive. */
                end_date?: string;
                status?: "completed" | "failed";
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of trades. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TradeOutcome"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `client-not-found`: Nothing that is live for this tenant has a client of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor-expired`: The pages belong to a batch that newer loads have replaced, and that is not kept any more: the rows that were to follow are gone. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClientBalance: {
        parameters: {
            query: {
                /** @description YYYY-MM-DD. */
                as_of: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description After that day's trades. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientBalance"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `client-not-found`: Nothing that is live for this tenant has a client of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCompanies: {
        parameters: {
            query?: {
                /** @description Part of the name, in any case. */
                search?: string;
                /** @description What amounts are given in. */
                currency?: "EUR" | "USD";
                /** @description With - before it: descending. */
                sort?: "name" | "balance" | "-balance";
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of companies. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CompanyBalance"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                        /** @enum {string} */
                        currency: "EUR" | "USD";
                        /** @description Currencies of payments that are left out, because there is no rate for them. */
                        currencies_without_rate: string[];
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor-expired`: The pages belong to a batch that newer loads have replaced, and that is not kept any more: the rows that were to follow are gone. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCompany: {
        parameters: {
            query?: {
                /** @description What amounts are given in. */
                currency?: "EUR" | "USD";
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company after all payments. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyCash"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `company-not-found`: Nothing that is live for this tenant has a company of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCompanyBalances: {
        parameters: {
            query?: {
                interval?: "day" | "week" | "month" | "quarter" | "year";
                /** @description First day, YYYY-MM-DD; that of the first payment if left out. */
                from?: string;
                /** @description Last day, YYYY-MM-DD, inclusive; that of the last payment if left out. */
                to?: string;
                /** @description What amounts are given in. */
                currency?: "EUR" | "USD";
                /** @description Only this account of the company. */
                iban?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The periods, oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyBalances"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `company-not-found`: Nothing that is live for this tenant has a company of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCompanyPayments: {
        parameters: {
            query?: {
                /** @description No earlier payments; YYYY-MM-DD in UTC, inclusive. */
                from?: string;
                /** @description No later payments; YYYY-MM-DD in UTC, inclusive. */
                to?: string;
                /** @description Seen from the company. */
                direction?: "in" | "out";
                /** @description Only this account of the company. */
                iban?: string;
                /** @description Payments that are set aside too, or only those; each then says by which rule. */
                include?: "quarantined" | "only-quarantined";
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of payments. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CompanyPayment"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `company-not-found`: Nothing that is live for this tenant has a company of this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cursor-expired`: The pages belong to a batch that newer loads have replaced, and that is not kept any more: the rows that were to follow are gone. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProfile: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description The first file type of the dataset where it is not given. */
                data_type?: components["schemas"]["DataType"];
                /** @description `previous`: of the batch of this kind that was current before the one that is now. */
                version?: "live" | "previous";
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile of the current batch, or of the one before. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `nothing-loaded`: No batch of this slice and data type has been published for this tenant yet.
             *
             *     `nothing-to-compare`: There was no load before this one, or neither its rows nor what followed from them are kept any more.
             */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `query-too-heavy`: The query would need more time or memory than one request may use. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `warehouse-unavailable`: ClickHouse could not be reached or could not finish the work.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRules: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                file_type?: components["schemas"]["FileType"];
                severity?: components["schemas"]["Severity"];
                error_type?: components["schemas"]["ErrorType"];
                /** @description Rules that read this field. */
                field_name?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rules, in the order of their ids. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Rule"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRule: {
        parameters: {
            query?: {
                /** @description `loans` where it is not given. */
                dataset?: components["schemas"]["DatasetName"];
                variant?: components["schemas"]["Variant"];
                loan_type?: components["schemas"]["LoanType"];
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tenant. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new key. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `no-api-key`: A key is replaced with itself, or with a session that was started with it; here a user is signed in.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                action?: components["schemas"]["AuditAction"];
                /** @description A kind of actor (`operator`), a key by its id or prefix, a user by name or id, or a session by its id. */
                actor?: string;
                /** @description Id of what was changed. */
                target?: string;
                /** @description Made then or later. */
                since?: string;
                /** @description Made before then. */
                until?: string;
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadAudit: {
        parameters: {
            query?: {
                action?: components["schemas"]["AuditAction"];
                /** @description A kind of actor (`operator`), a key by its id or prefix, a user by name or id, or a session by its id. */
                actor?: string;
                /** @description Id of what was changed. */
                target?: string;
                /** @description Made then or later. */
                since?: string;
                /** @description Made before then. */
                until?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the CSV file. */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description A presigned URL, valid for a short time. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description How many to answer at most (1 to 1000). */
                limit?: number;
                /** @description The `next_cursor` of the page before, unchanged. */
                cursor?: string;
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        /** @description `cursor` of the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            /**
             * @description `invalid-cursor`: The `cursor` is not one that this list has handed out.
             *
             *     `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 16384 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The user, who can sign in now. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description The user. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `user-exists`: Another user of this tenant has this name; capitals make no difference.
             *
             *     `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet.
             */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                /** @description 2 to 64 characters: letters of the English alphabet, digits and . _ - + @, with a letter or a digit at either end. Capitals make no difference. */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                /** @description 2 to 64 characters: letters of the English alphabet, digits and . _ - + @, with a letter or a digit at either end. Capitals make no difference. */
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no such user any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`: The user is the last active admin, and no API key of an admin is in force. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path: {
                /** @description 2 to 64 characters: letters of the English alphabet, digits and . _ - + @, with a letter or a digit at either end. Capitals make no difference. */
                username: string;
            };
            cookie?: never;
        };
        /** @description At most 65536 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description The user as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`: The user is the last active admin, and no API key of an admin is in force. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPassword: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: {
                /** @description The same key and request within 24 hours give the first answer again instead of doing the work twice. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 2 to 64 characters: letters of the English alphabet, digits and . _ - + @, with a letter or a digit at either end. Capitals make no difference. */
                username: string;
            };
            cookie?: never;
        };
        /** @description At most 16384 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The new password holds. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request-in-progress`: A request with the same `Idempotency-Key` and body has not been answered yet. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `wrong-password`: `current_password` is not the password that this user has now. Nothing was changed.
             *
             *     `idempotency-key-reused`: Within the last 24 hours this `Idempotency-Key` was sent with another path or body.
             */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-closed`: Five wrong passwords within 15 minutes close an account for 15 minutes, whether or not there is such a user.
             *
             *     `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows.
             */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 4096 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyBody"];
            };
        };
        responses: {
            /** @description The tokens of a new session. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 8192 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginBody"];
            };
        };
        responses: {
            /** @description The tokens of a new session. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-inactive`: The credentials are right, but the operator has disabled this tenant. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `account-closed`: Five wrong passwords within 15 minutes close an account for 15 minutes, whether or not there is such a user.
             *
             *     `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows.
             */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyCredentials: {
        parameters: {
            query?: {
                /** @description May be named in any request, here or in the body; it must be the tenant of the credentials. */
                tenant_id?: components["parameters"]["TenantId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are good. Others are answered 401. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifiedCredentials"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             *
             *     `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `forbidden`: The role of these credentials does not allow this operation, or the request was refused before it got here.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 4096 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshTokenBody"];
            };
        };
        responses: {
            /** @description The next tokens of the session. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 4096 bytes. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshTokenBody"];
            };
        };
        responses: {
            /** @description There is no such session any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds.
             *
             *     `malformed-body`: The body could not be read as JSON in UTF-8.
             */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body of the request is larger than this operation takes. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The `Content-Type` is not `application/json`, or the body has another charset than UTF-8. */
            415: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unhealthy`: At least one of the systems that the service needs did not answer in time; `checks` says which.
             *
             *     `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description For the metrics token: only this tenant. */
                tenant_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Text in the exposition format of Prometheus, 0.0.4. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=0.0.4; charset=utf-8": string;
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: The API key, access token or password of the request is not valid, or no longer valid. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `tenant-inactive`: The credentials are right, but the operator has disabled this tenant.
             *
             *     `tenant-mismatch`: `tenant_id` names a tenant that is not the one the credentials belong to.
             */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the documentation. */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    /** @description /api/docs */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProblems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or JSON when that is asked for in `Accept`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description `invalid-request`: A parameter or a field of the body is missing, unknown, of the wrong type or out of bounds. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is nothing at this address, or nothing of this tenant has this id. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `method-not-allowed`: The path exists, but not with this method. */
            405: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: More requests came than the limit in `RateLimit-Policy` allows. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal-error`: A fault of the service, not of the request. It has been logged under the request id. */
            500: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unavailable`: The service, or a system it needs, could not take the request.
             *
             *     `storage-full`: A system that the service needs has no space left to write. Nothing was changed, and nothing is lost.
             */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `timeout`: The service did not answer within the time a request may take. */
            504: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
