using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using static HuddleBot.Tests.WholeWay.Hotel;

namespace HuddleBot.Tests.WholeWay;

/// <summary>Two teams on two platforms raise the same thing; it is decided on once, and both are told.</summary>
public sealed class ThemeTests
{
    [Fact]
    public async Task One_team_in_Slack_and_one_in_Teams_get_one_answer_to_what_both_have_raised()
    {
        await using var hotel = await OpenMixedAsync();
        var slackCard = await hotel.CommentAsync("Nobody could find the bus, there is no sign for it.", 2);
        await hotel.DecideAsync("U0004", slackCard, Verbs.Escalate, (Verbs.Inputs.Ask, "A sign for the bus"));
        var slackEscalation = await hotel.CardAsync("A sign for the bus", Managers);
        await hotel.DecideAsync("U0002", slackEscalation, Verbs.TriageMerge, (Verbs.Inputs.Title, "No sign for the bus"));
        var slackTheme = await hotel.CardAsync("Theme: No sign for the bus", Managers);
        await hotel.UntilShownAsync(slackTheme, "1 escalation from 1 team, 1 customer hurt");

        // The other manager is offered it, with the reason; merging stays with her.
        var teamsCard = await hotel.SpaCommentAsync("We looked for the bus, there was no sign anywhere.", 2);
        await hotel.DecideAsync("ben", teamsCard, Verbs.Escalate, (Verbs.Inputs.Ask, "Tell guests where it stops"));
        var teamsEscalation = await hotel.SpaCardAsync("Tell guests where it stops", SpaManagers);
        Assert.True(Shows(teamsEscalation, "Looks like 1 other: ") && Shows(teamsEscalation, "There is a theme: No sign for the bus"), teamsEscalation.AllText);
        var offered = await hotel.DecideAsync("ana", teamsEscalation, Verbs.TriageMerge);
        Assert.True(Shows(offered, "No sign for the bus") && Shows(offered, "Both say:") && Shows(offered, "bus"), offered.GetRawText());
        var theme = ThemeIn(offered.GetRawText());
        await hotel.DecideAsync("ana", teamsEscalation, Verbs.TriageMerge, (Verbs.Inputs.Theme, theme.ToString()));
        await hotel.UntilShownAsync(slackTheme, "2 escalations from 2 teams, 2 customers hurt");
        var teamsTheme = await hotel.SpaCardAsync("Theme: No sign for the bus", SpaManagers);

        // What customers say, one tap, for who asks.
        var said = await hotel.OpenFormAsync("U0002", slackTheme, Verbs.ThemeEvidence);
        Assert.True(Shows(said, "Nobody could find the bus") && Shows(said, "there was no sign anywhere"));
        var saidInTeams = await hotel.DecideAsync("ana", teamsTheme, Verbs.ThemeEvidence);
        Assert.True(Shows(saidInTeams, "Nobody could find the bus") && Shows(saidInTeams, "there was no sign anywhere"));
        await hotel.DecideAsync("ana", teamsTheme, Verbs.Refresh);

        await hotel.Slack.ClickAsync("U0002", Managers, slackTheme.Ts, Verbs.ThemeAccept);
        await hotel.UntilShownAsync(slackTheme, "Ana sees to this by");
        await hotel.UntilShownAsync(teamsTheme, "Ana sees to this by");
        await hotel.UntilShownAsync(teamsCard, "together with others like it");

        // From the other platform: renamed, and resolved for all.
        await hotel.DecideAsync("ana", teamsTheme, Verbs.ThemeRename);
        await hotel.DecideAsync("ana", teamsTheme, Verbs.ThemeRename, (Verbs.Inputs.Title, "Signs for the bus"));
        await hotel.UntilShownAsync(slackTheme, "Theme: Signs for the bus");
        await hotel.DecideAsync("ana", teamsTheme, Verbs.ThemeResolve);
        var resolved = await hotel.DecideAsync("ana", teamsTheme, Verbs.ThemeResolve, (Verbs.Inputs.Answer, "The signs are up since Monday"));
        Assert.True(Shows(resolved, "The signs are up since Monday"), resolved.GetRawText());
        await hotel.UntilShownAsync(slackTheme, "The signs are up since Monday");
        await hotel.UntilShownAsync(slackCard, "The signs are up since Monday");
        await hotel.UntilShownAsync(teamsCard, "The signs are up since Monday");
        await hotel.UntilToldInThreadAsync(slackCard, "The signs are up since Monday");
        await hotel.UntilToldInThreadAsync(teamsCard, "The signs are up since Monday");

        // Each team says whether it helped, and the card counts it.
        await hotel.Slack.ClickAsync("U0004", slackCard.Channel, slackCard.Ts, Verbs.Helped);
        await hotel.UntilShownAsync(slackTheme, "it helped 1");

        // Who asks something alike now is shown what was answered, and nothing of those customers.
        await hotel.DrainedAsync();
        var again = await hotel.CommentAsync("There is no sign for the bus.", 2);
        await hotel.DecideAsync("U0004", again, Verbs.Escalate, (Verbs.Inputs.Ask, "Signs at the airport"));
        var solved = await hotel.CardAsync("Signs at the airport", Managers);
        Assert.True(Shows(solved, "Solved in another team: The signs are up since Monday"), solved.AllText);
        Assert.False(Shows(solved, "We looked for the bus"));

        await hotel.AllIsWellAsync();
    }

    private static ThemeId ThemeIn(string card) =>
        System.Text.RegularExpressions.Regex.Matches(card, "theme\\.[0-9a-z]{16}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => ThemeId.TryParse(match.Value)).First(id => id is not null)!;
}
