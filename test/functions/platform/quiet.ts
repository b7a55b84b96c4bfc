// Imported first: logger and metrics read these when they are made, and a test's output should be the test's.
process.env['LOG_LEVEL'] = 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';
