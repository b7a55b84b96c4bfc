// Imported first: the logger reads this when it is made, and a test's output should be the test's.
process.env['LOG_LEVEL'] = 'SILENT';
