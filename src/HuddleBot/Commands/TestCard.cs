using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.Commands;

/// <summary>Posts a card of no consequence, to see that one arrives: how the bot works.</summary>
internal sealed class TestCard(ITeamDirectory directory, IEnumerable<IChatPlatform> platforms, ICardComposer composer, WaitingMessages waiting)
{
    /// <param name="place">A team's id, or a place as <c>doctor</c> writes it: <c>slack/T0001/C0001</c>.</param>
    public async Task<Finding> PostAsync(string place, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        var team = teams.Teams.FirstOrDefault(team => team.Id.Value == place);
        if ((team?.Channel ?? Read(place)) is not { } channel)
            return Finding.Wrong($"'{place}' is no team and no channel", "name a team of 'teams show', or a channel like slack/T0001/C0001 or teams/TENANT/19:…@thread.tacv2");
        if (platforms.FirstOrDefault(platform => platform.Platform == channel.Platform) is not { } platform)
            return Finding.Wrong($"{channel}: that platform is not set up", "add its section to the settings");

        var post = new ChatPost($"doctor/{Guid.NewGuid():N}", channel, null, composer.Compose(channel.Platform, new CardContent.Help(team)));
        var result = await platform.PostAsync(post, cancellationToken);

        // What waits there need not wait for the next question.
        if (result is SendResult.Sent) await waiting.HurryAsync(channel, cancellationToken);
        return result switch
        {
            SendResult.Sent => Finding.Ok($"a test card stands in {channel}: look whether you see it"),
            SendResult.TryLater later => Finding.Wrong($"{channel} took no test card ({later.Reason})", "look at the network and the proxy, and try again in a minute"),
            SendResult.ChannelClosed closed => Finding.Wrong($"{channel} takes no messages from the bot ({closed.Reason})", "'doctor' without --post says what to do in each channel"),
            SendResult.Refused refused => Finding.Wrong($"{channel} refused the test card ({refused.Reason})", "compare the channel's id and the app's rights with 'doctor'"),
            SendResult.Gone gone => Finding.Wrong($"{channel} refused the test card ({gone.Reason})", "compare the channel's id with 'doctor'"),
            _ => throw new InvalidOperationException("no such result"),
        };
    }

    private static ChannelId? Read(string text)
    {
        try
        {
            return ChannelId.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
