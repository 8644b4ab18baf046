using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.MicrosoftTeams.Actions;
using HuddleBot.MicrosoftTeams.Protocol;

namespace HuddleBot.MicrosoftTeams;

/// <summary>What every handler needs of a conversation: who speaks, which team, how cards look.</summary>
public sealed class TeamsConversation(ICardComposer composer, ITeamDirectory teams, TeamsDirectory directory)
{
    /// <summary>Null: nobody who could be known again, such as another bot.</summary>
    public Speaker? SpeakerOf(Activity activity) => Speaker.Of(activity, directory);

    public RenderedCard Compose(CardContent content)
    {
        var card = composer.Compose(Platform.Teams, content);
        var team = content switch
        {
            CardContent.IssueCard issue => issue.Team,
            CardContent.FixForm form => form.Team,
            CardContent.AcceptForm form => form.Team,
            CardContent.HuddleCard huddle => huddle.Team,
            CardContent.PassLeadForm form => form.Team,
            CardContent.PromiseForm form => form.Team,
            CardContent.PromiseReminder reminder => reminder.Team,
            CardContent.ThemeForm { View.Teams: [var first, ..] } => first,
            _ => null,
        };
        if (team is null || !PeopleChoices.AreAskedFor(card)) return card;
        var json = CardJson.Read(card);
        PeopleChoices.Fill(json, directory.PeopleNow(team.Channel));
        return card with { Json = json.ToJsonString() };
    }

    public CardOutcome.Say Refuse(FrontlineTeam? team, Refusal refusal) => new(Compose(new CardContent.RefusalNote(team, refusal)), MayRepeat: refusal is Refusal.CannotCheck);

    /// <summary>The team whose channel it is; null where there is none.</summary>
    public async Task<FrontlineTeam?> TeamOfAsync(ChannelId channel, CancellationToken cancellationToken) =>
        (await teams.CurrentAsync(cancellationToken)).OfChannel(channel).FirstOrDefault();

    /// <summary>
    /// The team that somebody means who does not say it in a team's channel: their only one. Else why it is not clear.
    /// </summary>
    public async Task<(FrontlineTeam? Team, Refusal? Refusal)> TeamOfAsync(PersonId person, CancellationToken cancellationToken)
    {
        var around = (await teams.CurrentAsync(cancellationToken)).Teams.Where(team => team.Managers.Contains(person) || IsInTenant(team, person)).ToList();
        var answers = await Task.WhenAll(around.Select(async team => (Team: team, IsTheirs: await IsTheirsAsync(team, person, cancellationToken))));

        // Of two teams that are known to be theirs they have to name one, whatever is not known of others.
        var theirs = answers.Where(answer => answer.IsTheirs == true).Select(answer => answer.Team).ToList();
        if (theirs.Count > 1) return (null, new Refusal.WhichTeam(theirs));
        if (answers.Any(answer => answer.IsTheirs is null)) return (null, new Refusal.CannotCheck());
        return theirs.Count == 1 ? (theirs[0], null) : (null, new Refusal.NoTeamHere());
    }

    /// <summary>For who can wait: sees to it that the members of a team's channel are known before they are asked for.</summary>
    public async Task MeetAsync(FrontlineTeam team, Speaker who, CancellationToken cancellationToken)
    {
        if (IsInTenant(team, who.Person) && !team.Managers.Contains(who.Person)) await IsTheirsAsync(team, who.Person, cancellationToken);
    }

    /// <inheritdoc cref="MeetAsync(FrontlineTeam, Speaker, CancellationToken)"/>
    public async Task MeetAsync(TeamId team, Speaker who, CancellationToken cancellationToken)
    {
        if (await teams.FindAsync(team, cancellationToken) is { } known) await MeetAsync(known, who, cancellationToken);
    }

    /// <summary>Whom an owner field names. Null: nobody; the decision has its default.</summary>
    /// <param name="text"><c>me</c>, or what a people picker gives: an Entra object id, or several with commas, of which the first counts.</param>
    /// <param name="isReadable">False: it is neither, or somebody whom no roster knows: nobody could be asked whether it is done.</param>
    public Actor? OwnerOf(string? text, Speaker who, out bool isReadable)
    {
        isReadable = true;
        if (text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is not { } first) return null;
        var me = who.Actor with { From = null };
        if (first.Equals("me", StringComparison.OrdinalIgnoreCase)) return me;
        var person = who.Person with { User = Guid.TryParse(first, out var user) ? user.ToString() : "" };
        if (person == who.Person) return me;
        isReadable = person.User.Length > 0 && directory.Knows(person);
        return isReadable ? new(person, directory.NameNow(person, person.User)) : null;
    }

    private static bool IsInTenant(FrontlineTeam team, PersonId person) => team.Channel.Platform == person.Platform && team.Channel.Workspace == person.Workspace;

    private async Task<bool?> IsTheirsAsync(FrontlineTeam team, PersonId person, CancellationToken cancellationToken)
    {
        if (team.Managers.Contains(person)) return true;
        if (await directory.IsMemberAsync(team.Channel, person, cancellationToken) is { } known) return known;
        await directory.AnsweredAsync(team.Channel, cancellationToken);
        return await directory.IsMemberAsync(team.Channel, person, cancellationToken);
    }
}
