using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HuddleBot.EndToEnd.Page;

[Collection(SharedChromium.Name)]
public sealed class ChannelPageTests(ChromiumFixture chromium)
{
    private const string Hostile = "<img src=x onerror=\"window.hit=1\"> *not bold* <!channel> # no title :no_such_emoji: 9:30:15 &lt;b&gt; <https://elsewhere.example|link>";

    [Fact]
    public async Task A_customers_words_are_shown_exactly_as_they_were_written()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "A comment", Cards.Comment(3, Hostile));
        var window = await scene.LookAsync();
        var quote = window.Page.Locator("blockquote");
        await Expect(quote).ToHaveTextAsync(Hostile);
        await Expect(quote.Locator("img, a, strong, .slack_broadcast")).ToHaveCountAsync(0);
        Assert.Null(await window.Page.EvaluateAsync<int?>("window.hit"));
    }

    [Fact]
    public async Task Our_own_words_are_formatted_and_what_is_escaped_in_them_stays_words()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "# 1 at 9:30:15: *bold* _it_ `&lt;b&gt;` &lt;!channel&gt; <@U0002> 2 * 3 * 4 :wave:");
        var window = await scene.LookAsync();
        await Expect(window.Messages.Locator(".slack_blocks_to_jsx")).ToHaveTextAsync("# 1 at 9:30:15: bold it <b> <!channel> @Ana Silva 2 * 3 * 4 👋");
        await Expect(window.Messages.Locator(".slack_broadcast")).ToHaveCountAsync(0);
        await Expect(window.Messages.Locator(".slack_user")).ToHaveTextAsync("@Ana Silva");
    }

    [Fact]
    public async Task Messages_stand_oldest_first_and_a_new_one_appears_by_itself()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "one");
        await scene.Bot.PostAsync("C0001", "two");
        var window = await scene.LookAsync();
        await Expect(window.Messages).ToHaveCountAsync(2);
        await scene.Slack.PostAsUserAsync("U0002", "C0001", "three");
        await Expect(window.Messages.Locator(".slack_blocks_to_jsx")).ToHaveTextAsync(["one", "two", "three"]);
        await Expect(window.Messages.Last).ToContainTextAsync("Ana Silva");
    }

    [Fact]
    public async Task Unread_messages_are_counted_until_the_channel_is_opened()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await scene.LookAsync("?user=U0002&channel=C0001");
        await Expect(window.Page.GetByText("Waiting for a first comment")).ToBeVisibleAsync();
        await scene.Bot.PostAsync("C0002", "one");
        await scene.Bot.PostAsync("C0002", "two");
        var entry = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "#restaurant" });
        await Expect(entry.GetByText("2 unread")).ToBeAttachedAsync();
        await entry.ClickAsync();
        await Expect(window.Messages).ToHaveCountAsync(2);
        await Expect(entry.GetByText("unread")).ToHaveCountAsync(0);
        Assert.Contains("user=U0002&channel=C0002", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_found_when_the_address_names_none()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await scene.LookAsync("");
        await Expect(window.Page.GetByLabel("You are")).ToHaveValueAsync("U0001");
        await window.Page.GetByLabel("You are").SelectOptionAsync("Ana Silva");
        await Expect(window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "managers" })).ToBeVisibleAsync();
        Assert.Contains("user=U0002", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_in_the_composer_is_posted_and_replies_stay_in_their_thread()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var ts = await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(3, "Nobody could tell me where the bus leaves."));
        var window = await scene.LookAsync();
        await window.Page.GetByLabel("Message #front-desk").FillAsync("Who was on duty?");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Messages).ToHaveCountAsync(2);
        await window.Messages.First.HoverAsync();
        await window.Button("Reply in thread").First.ClickAsync();
        await window.Page.GetByLabel("Reply…").FillAsync("It was *me*.");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Button("1 reply")).ToBeVisibleAsync();
        await scene.Bot.PostAsync("C0001", "Thank you, <@U0001>.", threadTs: ts);
        await Expect(window.Page.Locator(".thread .message")).ToHaveCountAsync(3);
        await Expect(window.Messages).ToHaveCountAsync(2);
        Assert.Equal("It was *me*.", scene.Slack.ThreadOf("C0001", ts)[0].Text);
        await window.PictureAsync("thread");
    }

    [Fact]
    public async Task A_command_is_answered_to_me_alone_and_an_unknown_one_is_refused_in_words()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await scene.LookAsync();
        var composer = window.Page.GetByLabel("Message #front-desk");
        await composer.FillAsync("/huddle help");
        await composer.PressAsync("Enter");
        await Expect(window.Messages).ToContainTextAsync(["Only visible to you"]);
        await Expect(window.Messages).ToContainTextAsync(["You said /huddle."]);
        await composer.FillAsync("/nonsense");
        await composer.PressAsync("Enter");
        await Expect(window.Page.Locator(".toast")).ToContainTextAsync("/nonsense is not a valid command.");
        await Expect(composer).ToHaveValueAsync("/nonsense");
    }

    [Fact]
    public async Task A_bot_that_is_gone_is_announced()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        scene.Slack.BotUrl = new Uri("http://127.0.0.1:9/slack/events");
        var window = await scene.LookAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The bot is not reachable at http://127.0.0.1:9/slack/events");
        scene.Slack.BotUrl = scene.Bot.Url;
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 20_000 });
    }

    [Fact]
    public async Task The_bots_home_is_published_when_it_is_opened()
    {
        await using var scene = await PageScene.SetAsync(chromium);
        var window = await scene.LookAsync("?user=U0001&home=1");
        await Expect(window.Page.Locator(".home")).ToHaveTextAsync("Your promises");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Cards_fit_their_window(ColorScheme colours, int width)
    {
        await using var scene = await PageScene.SetAsync(chromium);
        await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(3, "Nobody could tell me where the bus leaves. " + new string('x', 300)));
        await scene.Bot.PostAsync("C0001", "A card", Cards.Comment(10, "المكان جميل جدا 😀\n\nThe breakfast was lovely, and so was everyone at the front desk."));
        await scene.Slack.PostAsUserAsync("U0002", "C0001", "Well done @ everyone <script>alert(1)</script>!");
        var window = await scene.LookAsync(colours: colours, width: width, height: 844);
        await Expect(window.Messages).ToHaveCountAsync(3);
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.querySelector('.message-list').scrollWidth - document.querySelector('.message-list').clientWidth"));
        Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await window.PictureAsync($"channel-{colours}-{width}");
    }
}
