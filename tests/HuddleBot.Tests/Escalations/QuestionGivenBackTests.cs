using HuddleBot.Core.Delivery;
using static HuddleBot.Tests.Escalations.Reception;

namespace HuddleBot.Tests.Escalations;

/// <summary>Whether a closed place is open again is asked with a message. One that does not go out after all has asked nothing.</summary>
public sealed class QuestionGivenBackTests : IAsyncLifetime
{
    private readonly Reception reception = new();

    public Task InitializeAsync() => reception.ReadyAsync();

    public async Task DisposeAsync() => await reception.DisposeAsync();

    [Fact]
    public async Task Where_the_question_was_not_sent_the_next_one_asks_at_once()
    {
        var managers = reception.Team.ManagerChannel!.Channel;
        reception.Mail.Closed.Add(managers);
        await reception.EscalateAsync();
        await reception.DrainAsync();
        Assert.Empty(reception.Mail.In(managers));

        reception.Mail.Closed.Remove(managers);
        await reception.DrainAsync();
        Assert.Empty(reception.Mail.In(managers));
        reception.Time.Advance(ClosedPlace.FirstGap.ToTimeSpan());
        reception.Mail.IsTurnOfOthers = true;
        await Assert.ThrowsAsync<NotSentException>(reception.DrainAsync);

        reception.Mail.IsTurnOfOthers = false;
        await reception.DrainAsync();
        Assert.Single(reception.Mail.In(managers));
    }
}
