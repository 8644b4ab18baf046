using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Issues;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>A "no" that the person can mend brings the form back, with what they have entered; any other is said.</summary>
public sealed class FormsAgain(TeamsConversation conversation)
{
    /// <param name="look">The form as it opens; null: there is none.</param>
    public async Task<CardOutcome> AskAsync(CardData data, FrontlineTeam? team, Refusal refusal, Func<Task<LookReply?>> look, Speaker who)
    {
        var said = conversation.Refuse(team, refusal);
        if (refusal.Field is not { Length: > 0 } input) return said;
        var opened = await look();
        if (opened is LookReply.Refused reason) return conversation.Refuse(reason.Team, reason.Refusal);
        if (opened is not LookReply.Show show) return said;
        var owner = conversation.OwnerOf(data.Answer.Text(Verbs.Inputs.Owner), who, out _);
        var form = conversation.Compose(show.Content with { InPlace = new(data.CardOrUsual, refusal, data.Answer, owner) });
        return FormCard.Mend(form, input, said.Note.Summary) is { } mend ? new CardOutcome.Mend(mend, said.Note) : said;
    }
}
