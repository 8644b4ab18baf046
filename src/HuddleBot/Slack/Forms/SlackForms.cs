using HuddleBot.Core.Cards;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Queue;

namespace HuddleBot.Slack.Forms;

/// <summary>Takes submitted forms.</summary>
public sealed class SlackForms(IIssueDesk desk, IHuddleDesk huddles, IFollowUpDesk followUps, IThemeDesk themes, SlackConversation conversation, EscalationDialog dialog, ThemeDialog themeDialog)
{
    /// <summary>In whose forms managers decide.</summary>
    private static readonly HashSet<string> TriageVerbs = new(StringComparer.Ordinal)
    {
        Verbs.TriageAccept, Verbs.TriageDecline, Verbs.TriageResolve, Verbs.TriageAsk, Verbs.TriageReturn, Verbs.TriageSnooze, Verbs.TriageMerge,
    };

    private readonly AddSubmission add = new(desk);
    private readonly HuddleSubmission inHuddle = new(huddles);

    public static IReadOnlyCollection<string> CallbackIds { get; } = [.. DecisionForms.All, .. HuddleForms.All, .. FollowUpForms.All, .. ThemeForms.All, Verbs.Add];

    public async Task<SlackOutcome> HandleAsync(SlackPayload.ViewSubmission submission, CancellationToken cancellationToken)
    {
        if (FormState.TryRead(submission.PrivateMetadata) is not { } state) return Replace(null, new Refusal.Unknown());
        var actor = await conversation.ActorOfAsync(submission.Who, cancellationToken);
        if (submission.CallbackId == Verbs.Add) return Understand(await add.DoAsync(submission, state, actor, cancellationToken), submission, wasRaised: true);
        if (FollowUpForms.Read(submission.CallbackId, submission.Values.Answer) is { } call) return await CallAsync(submission, state, actor, call, cancellationToken);
        var owner = await OwnerOfAsync(submission, cancellationToken);
        if (HuddleForms.All.Contains(submission.CallbackId))
        {
            return await inHuddle.DoAsync(submission, state, actor, owner, cancellationToken) is { } no ? Refuse(no.Team, no.Refusal, submission.Values) : new SlackOutcome.Fine();
        }

        var operation = OperationIds.Of(submission);
        if (ThemeForms.All.Contains(submission.CallbackId))
            return await DecideThemeAsync(submission, state, actor, owner, operation, cancellationToken) is { } not ? Refuse(not.Team, not.Refusal, submission.Values) : new SlackOutcome.Fine();
        if (DecisionForms.Read(submission.CallbackId, submission.Values.Answer, owner, operation) is not { } reading || IssueId.TryParse(state.Item) is not { } item)
            return Replace(null, new Refusal.Unknown());
        if (reading is not FormReading.Decision { Command: var decision })
            return Refuse(null, ((FormReading.Refused)reading).Refusal, submission.Values);

        var command = state.IsChange ? new IssueCommand.Change(decision, state.Version) : decision.By(state.Version);
        var reply = await desk.DoAsync(item, actor, operation, command, cancellationToken);
        if (state.Over is { } over && reply is not IssueReply.Refused) await dialog.RedrawAsync(over, reply, submission.Who, cancellationToken);
        return reply is IssueReply.Refused { Refusal: Refusal.DecidedBefore why } overtaken && TriageVerbs.Contains(submission.CallbackId)
            ? await OvertakenAsync(overtaken, why, item, state, actor, submission, cancellationToken)
            : Understand(reply, submission, wasRaised: false);
    }

    /// <summary>What they wanted to decide on stands differently now: they see how, and decide again or not.</summary>
    private async Task<SlackOutcome> OvertakenAsync(
        IssueReply.Refused refused, Refusal.DecidedBefore why, IssueId item, FormState state, Actor actor, SlackPayload.ViewSubmission submission, CancellationToken cancellationToken)
    {
        var (told, unsaid) = (Replace(refused.Team, why), submission.Values.Answer.ManagersWords);
        if (state.Over is { } over)
        {
            await dialog.RedrawAsItStandsAsync(over, item, why, unsaid, actor, submission.Who, cancellationToken);
            return told;
        }

        return await dialog.AsItStandsAsync(item, why, unsaid, actor, state.Channel, cancellationToken) is { } now ? told with { Form = told.Form with { Json = now.ToJsonString() } } : told;
    }

    /// <summary>What came of a call, or another day for what was promised: the card shows it.</summary>
    private async Task<SlackOutcome> CallAsync(
        SlackPayload.ViewSubmission submission, FormState state, Actor actor, (FollowUpCommand? Command, Refusal? Refusal) call, CancellationToken cancellationToken)
    {
        if (IssueId.TryParse(state.Item) is not { } item) return Replace(null, new Refusal.Unknown());
        if (call.Command is not { } command) return Refuse(null, call.Refusal!, submission.Values);
        return await followUps.DoAsync(item, actor, OperationIds.Of(submission), command, cancellationToken) is IssueReply.Refused no
            ? Refuse(no.Team, no.Refusal, submission.Values)
            : new SlackOutcome.Fine();
    }

    /// <summary>Null: it is done, and the theme's cards show it.</summary>
    private async Task<ThemeReply.Refused?> DecideThemeAsync(
        SlackPayload.ViewSubmission submission, FormState state, Actor actor, Actor? owner, string operation, CancellationToken cancellationToken)
    {
        var (command, refusal) = ThemeForms.Read(submission.CallbackId, submission.Values.Answer, owner);
        if (command is null || ThemeId.TryParse(state.Item) is not { } theme) return new(null, refusal ?? new Refusal.Unknown());
        var reply = await themes.DoAsync(theme, actor, operation, command with { Seen = state.Version }, cancellationToken);
        if (state.Over is { } over && reply is not ThemeReply.Refused) await themeDialog.RedrawAsync(over, reply, submission.Who, cancellationToken);
        return reply as ThemeReply.Refused;
    }

    private async Task<Actor?> OwnerOfAsync(SlackPayload.ViewSubmission submission, CancellationToken cancellationToken) =>
        submission.Values.Answer.Text(Verbs.Inputs.Owner) is { } user ? await conversation.ActorOfAsync(submission.Who.Workspace, user, user, cancellationToken) : null;

    private SlackOutcome Understand(IssueReply reply, SlackPayload.ViewSubmission submission, bool wasRaised) => reply switch
    {
        IssueReply.Done done when wasRaised => new SlackOutcome.Tell(conversation.Compose(new CardContent.AddedNote(done.Team, done.Item))),
        IssueReply.Done { Item.Issue.LastEvent: { } decided } done => new SlackOutcome.Fine(conversation.Compose(new CardContent.EventNote(done.Team, done.Item, decided))),
        IssueReply.Refused refused => Refuse(refused.Team, refused.Refusal, submission.Values),
        _ => new SlackOutcome.Fine(),
    };

    /// <summary>What the person can mend keeps the form open; the rest replaces it by the reason.</summary>
    private SlackOutcome Refuse(FrontlineTeam? team, Refusal refusal, FormValues values) => refusal.Field is { } field && values.BlockOf(field) is { } block
        ? new SlackOutcome.FieldError(block, conversation.Compose(new CardContent.RefusalNote(team, refusal))) { MayRepeat = true }
        : Replace(team, refusal);

    private SlackOutcome.ReplaceForm Replace(FrontlineTeam? team, Refusal refusal) =>
        new(conversation.Compose(new CardContent.RefusalForm(team, refusal)), conversation.Compose(new CardContent.RefusalNote(team, refusal)));
}
