using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;

namespace HuddleBot.Tests.Slack;

/// <summary>The manager's queue: by command, by its buttons, on the home tab; always for one person's eyes.</summary>
public sealed class QueueButtonTests : IAsyncLifetime
{
    private static readonly PersonId Ann = new(Platform.Slack, "T1", "U1");
    private static readonly QueueQuery Overdue = new(QueueView.Overdue, QueueOrder.Weight, "price", 2);

    private StubSlack slack = null!;
    private SlackBot bot = null!;

    public async Task InitializeAsync()
    {
        slack = await StubSlack.StartAsync();
        bot = await SlackBot.StartAsync(slack);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await slack.DisposeAsync();
    }

    private JsonObject Click(string value, bool isEphemeral)
    {
        var click = Payloads.Click(Verbs.QueueShow, value, responseUrl: slack.ResponseUrl.AbsoluteUri);
        click["container"]!["is_ephemeral"] = isEphemeral;
        if (isEphemeral) click.Remove("message");
        return click;
    }

    public static TheoryData<string, QueueQuery> Commands => new()
    {
        { "queue", QueueQuery.First },
        { "QUEUE Mine", QueueQuery.First with { View = QueueView.Mine } },
        { "queue open", QueueQuery.First with { View = QueueView.Open } },
        { "queue overdue another team", QueueQuery.First with { View = QueueView.Overdue, Category = "another team" } },
        { "queue  snoozed   price", QueueQuery.First with { View = QueueView.Snoozed, Category = "price" } },
        { "queue another team", QueueQuery.First with { Category = "another team" } },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_command_answers_the_person_alone(string command, QueueQuery query)
    {
        var answer = await bot.CommandAsync(command);
        Assert.Equal("ephemeral", (string?)answer.Json["response_type"]);
        Assert.Contains("QueueCard", answer.Body, StringComparison.Ordinal);
        Assert.Equal((Ann, query), Assert.Single(bot.Queue.Asked));
    }

    [Fact]
    public async Task Who_decides_nowhere_is_told_that_nothing_waits()
    {
        bot.Queue.IsNobodys = true;
        Assert.Contains("QueueCard", (await bot.CommandAsync("queue")).Body, StringComparison.Ordinal);
        await bot.EventAsync(Payloads.Event("app_home_opened", new() { ["user"] = "U1", ["tab"] = "home" }));
        Assert.Single(Assert.Single(slack.Of("views.publish")).Body["view"]!["blocks"]!.AsArray());
    }

    [Fact]
    public async Task Another_part_takes_the_place_of_what_the_person_looks_at()
    {
        await bot.InteractAsync(Click(Overdue.ToString(), isEphemeral: true));
        Assert.Equal((Ann, Overdue), Assert.Single(bot.Queue.Asked));
        var shown = Assert.Single(slack.Of("response_url")).Body;
        Assert.True((bool)shown["replace_original"]!);
        Assert.Contains("QueueCard", shown["blocks"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(slack.Of("chat.postEphemeral"));
    }

    [Fact]
    public async Task A_choice_from_a_menu_is_as_good_as_a_button()
    {
        var click = Click("", isEphemeral: true);
        var action = (JsonObject)click["actions"]![0]!;
        action.Remove("value");
        (action["type"], action["selected_option"]) = ("static_select", new JsonObject { ["value"] = Overdue.ToString() });
        await bot.InteractAsync(click);
        Assert.Equal(Overdue, Assert.Single(bot.Queue.Asked).Query);
    }

    [Fact]
    public async Task Where_its_place_is_gone_it_is_told_anew()
    {
        slack.On("response_url", (_, _) => Microsoft.AspNetCore.Http.Results.NotFound());
        await bot.InteractAsync(Click(Overdue.ToString(), isEphemeral: true));
        Assert.Equal(("C1", "U1"), Assert.Single(slack.Of("chat.postEphemeral")) is var told ? (told["channel"], told["user"]) : default);
    }

    [Fact]
    public async Task What_others_see_is_never_replaced_by_it()
    {
        await bot.InteractAsync(Click(Overdue.ToString(), isEphemeral: false));
        Assert.Empty(slack.Of("response_url"));
        Assert.Equal("U1", Assert.Single(slack.Of("chat.postEphemeral"))["user"]);
    }

    [Fact]
    public async Task On_the_home_tab_what_waits_stands_below_the_promises_and_its_buttons_show_it_whole()
    {
        await bot.EventAsync(Payloads.Event("app_home_opened", new() { ["user"] = "U1", ["tab"] = "home" }));
        var click = Click(Overdue.ToString(), isEphemeral: false);
        foreach (var absent in (string[])["message", "channel", "response_url"]) click.Remove(absent);
        (click["container"], click["view"]) = (new JsonObject { ["type"] = "view", ["view_id"] = "V1" }, new JsonObject { ["type"] = "home", ["id"] = "V1", ["hash"] = "h" });
        await bot.InteractAsync(click);

        var homes = slack.Of("views.publish");
        Assert.Equal([QueueQuery.First, Overdue], bot.Queue.Asked.Select(asked => asked.Query));
        Assert.Equal(2, homes.Count);
        Assert.All(homes, home => Assert.Equal("U1", home["user_id"]));
        Assert.DoesNotContain("QueueCard", homes[0].Body["view"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Matches("Home.*QueueCard", homes[1].Body["view"]!["blocks"]!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("everything.due.0.")]
    [InlineData("open.due.-1.")]
    [InlineData("open.due.99999999999999.")]
    public async Task A_forged_part_shows_nothing(string value)
    {
        await bot.InteractAsync(Click(value, isEphemeral: true));
        Assert.Empty(bot.Queue.Asked);
        Assert.Empty(slack.Of("response_url"));
        Assert.Contains("Unknown", Assert.Single(slack.Of("chat.postEphemeral"))["text"], StringComparison.Ordinal);
    }
}
