using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HuddleBot.Tests.Architecture;

/// <summary>The walls of the design. Each test asserts that it looked at something.</summary>
public sealed class WallTests
{
    private static readonly string[] Adapters = ["Slack", "MicrosoftTeams", "Cards", "Storage", "Scheduling", "Feedback", "FrontlineTeams", "Delivery", "Audit", "Webhooks", "Charts"];

    [Fact]
    public void Core_references_no_other_package_than_NodaTime()
    {
        using var core = AssemblyDefinition.ReadAssembly(typeof(Core.Identity.TeamId).Assembly.Location);
        var references = core.MainModule.AssemblyReferences.Select(reference => reference.Name).ToList();

        Assert.Contains("NodaTime", references);
        Assert.All(references, name => Assert.Matches("^(NodaTime|System(\\..+)?|netstandard)$", name));
    }

    [Fact]
    public void Core_is_handed_the_time_and_reads_no_clock()
    {
        using var core = AssemblyDefinition.ReadAssembly(typeof(Core.Identity.TeamId).Assembly.Location);
        string[] clocks = ["get_Now", "get_UtcNow", "get_Today", "get_System", "get_TickCount64", "get_TickCount"];
        string[] owners = ["System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Environment", "NodaTime.SystemClock", "System.Diagnostics.Stopwatch"];
        var calls = MethodsIn(core).SelectMany(CallsOf).ToList();

        Assert.NotEmpty(calls);
        Assert.DoesNotContain(calls, call => owners.Contains(call.DeclaringType.FullName) && (clocks.Contains(call.Name) || call.DeclaringType.Name is "SystemClock" or "Stopwatch"));
    }

    [Fact]
    public void Adapters_do_not_see_each_other()
    {
        using var bot = AssemblyDefinition.ReadAssembly(typeof(HuddleBotBuilder).Assembly.Location);
        var seen = bot.MainModule.GetTypes().Where(type => AdapterOf(type) is not null)
            .SelectMany(type => TypesUsedBy(type).Select(AdapterOf).Where(other => other is not null && other != AdapterOf(type)).Select(other => $"{type.FullName} sees {other}"))
            .Distinct().ToList();

        Assert.True(bot.MainModule.GetTypes().Select(AdapterOf).Where(name => name is not null).Distinct().Count() >= 5, "the adapters are not where this test looks");
        Assert.Empty(seen);
    }

    [Fact]
    public void Only_the_builder_and_the_commands_know_adapters()
    {
        using var bot = AssemblyDefinition.ReadAssembly(typeof(HuddleBotBuilder).Assembly.Location);
        var others = bot.MainModule.GetTypes()
            .Where(type => Outermost(type) is { Namespace: "HuddleBot" or "HuddleBot.Hosting" } outer && outer.Name != nameof(HuddleBotBuilder)).ToList();

        Assert.NotEmpty(others);
        Assert.Empty(others.SelectMany(type => TypesUsedBy(type).Select(AdapterOf).OfType<string>().Select(other => $"{type.FullName} sees {other}")));
    }

    [Fact]
    public void A_card_template_holds_no_decision()
    {
        var templates = Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot.Path, "cards"), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{System.IO.Path.DirectorySeparatorChar}samples{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        var expressions = templates.SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\$\{([^}]*)\}").Select(match => (file, match.Groups[1].Value))).ToList();

        Assert.NotEmpty(expressions);

        // Whether something is there at all, and how a flag of the view looks, is layout; comparing and computing would be deciding.
        const string Path = @"[\w$.\[\]]+";
        Assert.All(expressions, expression => Assert.Matches($@"^({Path}|(exists|empty)\({Path}\)|count\({Path}\) > 0|if\({Path}, '\w+', (null|'\w+')\))$", expression.Value));
    }

    [Fact]
    public void The_words_of_the_wire_stay_in_their_adapter()
    {
        var core = Directory.GetFiles(System.IO.Path.Combine(RepositoryRoot.Path, "src", "HuddleBot.Core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(core);
        Assert.All(core, file => Assert.DoesNotMatch("\"[^\"]*(chat\\.postMessage|block_id|action_id|response_action|adaptiveCard|odata)[^\"]*\"", File.ReadAllText(file)));
    }

    private static string? AdapterOf(TypeReference type)
    {
        var name = Outermost(type).Namespace;
        return Adapters.FirstOrDefault(adapter => name == $"HuddleBot.{adapter}" || name.StartsWith($"HuddleBot.{adapter}.", StringComparison.Ordinal));
    }

    private static TypeReference Outermost(TypeReference type)
    {
        var element = type.GetElementType();
        return element.DeclaringType is { } outer ? Outermost(outer) : element;
    }

    private static IEnumerable<MethodDefinition> MethodsIn(AssemblyDefinition assembly) => assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method) => method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();

    private static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type)
    {
        var declared = type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.Interfaces.Select(@interface => @interface.InterfaceType));
        var inBodies = type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).SelectMany(UsedBy);
        return (type.BaseType is null ? declared : declared.Append(type.BaseType)).Concat(inBodies).SelectMany(WithArguments);
    }

    private static IEnumerable<TypeReference> UsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MethodReference method => method is GenericInstanceMethod generic ? [method.DeclaringType, .. generic.GenericArguments] : [method.DeclaringType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> WithArguments(TypeReference type) =>
        type is GenericInstanceType generic ? [generic.ElementType, .. generic.GenericArguments.SelectMany(WithArguments)] : [type];
}
