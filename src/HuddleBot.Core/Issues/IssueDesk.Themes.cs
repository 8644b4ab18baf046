namespace HuddleBot.Core.Issues;

/// <summary>Port: an escalation follows its theme. Whoever decided on the theme was allowed to, over all the teams in it; here nobody is asked again.</summary>
public interface IThemeFollowers
{
    /// <summary>The same <paramref name="operation"/> again is <see cref="IssueReply.AlreadyDone"/>; one that is in the theme no more is <see cref="Refusal.NotNow"/>.</summary>
    Task<IssueReply> FollowAsync(Identity.IssueId item, Actor by, string operation, IssueCommand.FollowTheme command, CancellationToken cancellationToken);
}

/// <content>What comes through a theme.</content>
public sealed partial class IssueDesk : IThemeFollowers
{
    public async Task<IssueReply> FollowAsync(Identity.IssueId item, Actor by, string operation, IssueCommand.FollowTheme command, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(item.Team, cancellationToken) is not { } team) return new IssueReply.Refused(null, new Refusal.Unknown());
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await issues.LoadAsync(item, cancellationToken) is not { } loaded) return new IssueReply.Refused(team, new Refusal.Unknown());
            if (loaded.Operations.Contains(operation)) return new IssueReply.AlreadyDone(team, loaded.Item);

            var now = Now;
            if (IssueDecider.Decide(loaded.Issue, command, by, now, team) is not IssueDecision.Accepted { Event: var @event }) return new IssueReply.Refused(team, new Refusal.NotNow());
            if (await SaveAsync(team, loaded, @event, operation, now, cancellationToken) is { } saved) return new IssueReply.Done(team, saved);
        }

        throw new InvalidOperationException($"issue {item} changed {Tries} times while it followed its theme");
    }

    /// <summary>A form that chooses an existing theme sends no title: it is called what it is called. Null: there is no such theme.</summary>
    private async Task<IssueCommand?> NameTheThemeAsync(IssueCommand command, CancellationToken cancellationToken)
    {
        if (command is not IssueCommand.TriageMerge merge || themes is null) return command;
        if (await themes.TitleOfAsync(merge.Theme, cancellationToken) is { } title) return merge with { Title = title };
        return TypedWords.Of(merge.Title) is null ? null : merge;
    }
}
