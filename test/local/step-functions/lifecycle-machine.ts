/** The loop of a dossier's life as design.md D3 draws it: decide, choose, wait by token with a time limit. */
export const LIFECYCLE = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Decide',
  States: {
    Decide: {
      Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 60,
      Arguments: { FunctionName: 'decide', Payload: { dossier: '{% $states.input.dossier %}' } },
      Output: '{% $states.result.Payload %}',
      Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2 }],
      Next: 'Choose',
    },
    Choose: { Type: 'Choice', Choices: [{ Condition: "{% $states.input.word = 'wait' %}", Next: 'Wait for a signal' }], Default: 'Done' },
    'Wait for a signal': {
      Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      Arguments: {
        TableName: 'dossiers', Key: { pk: { S: '{% $states.input.dossier %}' } },
        ConditionExpression: 'version = :decided',
        ExpressionAttributeValues: { ':token': { S: '{% $states.context.Task.Token %}' }, ':decided': { N: '{% $string($states.input.version) %}' } },
      },
      TimeoutSeconds: '{% $states.input.seconds %}',
      Output: '{% $states.input %}',
      Catch: [{ ErrorEquals: ['States.Timeout', 'DynamoDb.ConditionalCheckFailedException'], Output: '{% $states.input %}', Next: 'Decide' }],
      Next: 'Decide',
    },
    Done: { Type: 'Succeed', Output: '{% $states.input.dossier %}' },
  },
});
