using HuddleBot.Slack.WebApi;

namespace HuddleBot.Slack.Installation;

/// <summary>Says at the start which workspace the token of the settings belongs to, so that a wrong token is not found out by the first comment. Nothing waits for it.</summary>
internal sealed partial class TokenCheck(SlackWebApiClient client, ILogger<TokenCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        switch (await client.AuthTestAsync("(settings)", stoppingToken))
        {
            case SlackReply<AuthTestResult>.Ok { Result: var me }: LogSignedIn(me.User, me.TeamId); break;
            case SlackReply<AuthTestResult>.Failed { Error: { Kind: SlackErrorKind.InstallationDead } error }: LogBadToken(error.Code); break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Slack: signed in as {User} in workspace {Workspace}")]
    private partial void LogSignedIn(string user, string workspace);

    [LoggerMessage(LogLevel.Error, "Slack does not take Slack:BotToken ({Code}). Copy the \"Bot User OAuth Token\" again from the app's page")]
    private partial void LogBadToken(string code);
}
