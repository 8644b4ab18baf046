using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HuddleBot.Core.Identity;

namespace HuddleBot.Cards.Templating;

/// <summary>What a template may ask of its data: the closed set.</summary>
internal abstract record TemplateShape
{
    private static readonly NullabilityInfoContext Nullability = new();

    private TemplateShape() { }

    public sealed record Plain : TemplateShape;

    public sealed record Many(TemplateShape Item) : TemplateShape;

    /// <summary>A record, or plain data without a name; its members under the names that JSON gives them.</summary>
    public sealed record Members(string Name, IReadOnlyDictionary<string, Member> All) : TemplateShape;

    /// <param name="IsOurs">It is made of our own words alone.</param>
    public sealed record Member(TemplateShape Shape, bool MayBeNull, bool IsOurs = false);

    /// <summary>The shape of a view record, as the templates of one platform see it.</summary>
    public static TemplateShape Of(Type type, Platform platform)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type.IsPrimitive || type == typeof(JsonNode)) return new Plain();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return new Many(Of(type.GetGenericArguments()[0], platform));
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null && (property.GetCustomAttribute<ShownOnAttribute>()?.Platform ?? platform) == platform)
            .ToDictionary(
                property => JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property => new Member(Of(property.PropertyType, platform), MayBeNull(property), property.GetCustomAttribute<OurWordsAttribute>() is not null),
                StringComparer.Ordinal);
        return new Members(type.Name, members);
    }

    /// <summary>The shape of plain data, such as the strings; of a list, that of its first item.</summary>
    public static TemplateShape OfJson(JsonNode? node) => node switch
    {
        JsonObject group => new Members("", group.ToDictionary(pair => pair.Key, pair => new Member(OfJson(pair.Value), MayBeNull: false), StringComparer.Ordinal)),
        JsonArray items => new Many(items.Count == 0 ? new Plain() : OfJson(items[0])),
        _ => new Plain(),
    };

    private static bool MayBeNull(PropertyInfo property)
    {
        lock (Nullability) return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }
}
