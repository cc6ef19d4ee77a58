"""Products over the API: read only."""

from rest_framework import generics

from customers.api.serializers import ProductSerializer
from customers.models import Product
from dd_portal.accounts.roles import Permission


class ProductList(generics.ListAPIView[Product]):
    """Products, newest first."""

    serializer_class = ProductSerializer
    queryset = Product.objects.prefetch_related("capabilities")
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}


class ProductDetail(generics.RetrieveAPIView[Product]):
    """One product."""

    serializer_class = ProductSerializer
    queryset = Product.objects.prefetch_related("capabilities")
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}
